using Muster.Agents;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>What a supervisor has taken over stays with its earlier holder, too, until their next sweep finds it.</summary>
public sealed class LeavesWhatWasTaken() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { IsOverseen = true };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world)
    {
        var taken = new HashSet<string>();
        builder.AddIncomingGrainCallFilter(async call =>
        {
            if (Is<IAgentGrain>(call, nameof(IAgentGrain.TakeOver)))
                taken.Add((string)call.Request.GetArgument(1)!);
            if (Is<IAgentGrain>(call, nameof(IAgentGrain.Release)) && taken.Remove((string)call.Request.GetArgument(0)!))
                call.Result = null;
            else
                await call.Invoke();
        });
    }
}
