#if ENGINE_EMBEDDED
using Muster.Agents;
using Muster.Identity;
using Muster.Queues;
using Muster.Queues.Forecasts;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>A queue that goes to another node goes on from what it has learned (N4).</summary>
public sealed class ForecastStoredTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Whoever_takes_the_queue_over_after_a_crash_knows_how_long_people_wait(int minutesOfFailure)
    {
        var cluster = await ChatCluster.Start();
        cluster.States.Refused = minutesOfFailure > 0 ? "forecast" : null;
        var alex = await SomeAreServed(cluster);
        for (var minute = 0; minute <= minutesOfFailure; minute++)
        {
            cluster.States.Refused = minute < minutesOfFailure ? "forecast" : null;
            await AMinute(cluster, alex);
        }

        Assert.NotNull((await Outlook(cluster, alex)).For(0));
        cluster.States.Refused = "forecast"; // whoever crashes says nothing more
        await cluster.DisposeAsync();
        await using var successor = await cluster.Twin();

        Assert.NotNull((await Outlook(successor, new AgentAtWork(successor.Grains, alex.StaffId))).For(0));
    }

    /// <summary>One after the other, by an agent who is left with one of them and with others waiting.</summary>
    private static async Task<AgentAtWork> SomeAreServed(ChatCluster cluster)
    {
        var alex = await cluster.Hire("alex", capacity: 1);
        var all = Enumerable.Range(1, 10).Select(number => cluster.Citizen($"c-{number}")).ToList();
        foreach (var citizen in all)
            await citizen.Starts();
        await cluster.Pass(TimeSpan.FromSeconds(2));
        await alex.Is(Presence.Available);
        foreach (var citizen in all.Take(Forecast.LeastServed + 2))
        {
            await alex.Holds(citizen.Key);
            await cluster.Pass(TimeSpan.FromSeconds(5), alex);
            await alex.Looks();
            await alex.Closes(citizen.Key);
        }

        await alex.Holds(all[Forecast.LeastServed + 2].Key);
        return alex;
    }

    private static async Task AMinute(ChatCluster cluster, AgentAtWork alex)
    {
        for (var passed = TimeSpan.Zero; passed < ExperienceStore.Every + TimeSpan.FromSeconds(2); passed += TimeSpan.FromSeconds(20))
        {
            await alex.Looks();
            await cluster.Pass(TimeSpan.FromSeconds(20), alex);
        }
    }

    private static async Task<Outlook> Outlook(ChatCluster cluster, AgentAtWork alex)
    {
        await alex.Looks();
        await cluster.Pass(TimeSpan.FromSeconds(5), alex);
        await cluster.Queue.Ready(await alex.Grain.Availability());
        await cluster.Pass(TimeSpan.FromSeconds(5), alex);
        return (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!.Outlook!;
    }
}
#endif
