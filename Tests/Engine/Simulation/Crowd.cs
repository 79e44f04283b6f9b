#if ENGINE_EMBEDDED
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Muster.Tests.Engine.Puppets;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Engine.Simulation;

/// <summary>Twenty clients who bother five grains through every fault there is.</summary>
internal static class Crowd
{
    public static (ulong Trace, string[] Log, FaultSchedule Faults) Run(ulong seed)
    {
        var stage = new Stage();
        var faults = FaultSchedule.Rough(seed);
        using var cluster = new SimulatedCluster(
            seed,
            (silo, _) =>
            {
                silo.Services.AddSingleton(stage);
                silo.AddMemoryGrainStorage("test");
            },
            new() { Faults = faults });
        var clients = Enumerable.Range(0, 20).Select(number => cluster.Client("client-" + number.ToString(CultureInfo.InvariantCulture)));
        cluster.RunUntil(Task.WhenAll([.. clients.Select((client, number) => client.Run(() => Bother(client, number)))]), TimeSpan.FromHours(2));
        return (cluster.Trace, stage.Log, faults);
    }

    private static async Task Bother(SimulatedClient client, int number)
    {
        var puppet = client.Grains.GetGrain<IPuppetGrain>("puppet-" + (number % 5).ToString(CultureInfo.InvariantCulture));
        for (var turn = 0; turn < 20; turn++)
        {
            try
            {
                await puppet.Hint($"hint {number}.{turn}");
                await puppet.Say($"line {number}.{turn}");
                await Task.Delay(TimeSpan.FromSeconds(1), client.Time);
            }
            catch (Exception failure) when (failure is TimeoutException or OrleansMessageRejectionException)
            {
                // Whether it was executed is not known: that is the point of the faults.
            }
        }
    }
}
#endif
