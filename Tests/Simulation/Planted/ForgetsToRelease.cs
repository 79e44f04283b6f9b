using Muster.Agents;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A closed conversation does not free its slot; only the agent's next sweep finds it.</summary>
public sealed class ForgetsToRelease() : PlantedBug(Weather.Calm)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IAgentGrain>(call, nameof(IAgentGrain.Release)))
            call.Result = null;
        else
            await call.Invoke();
    });
}
