using Muster.Metrics;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>What got lost on the way to the figures is never counted again.</summary>
public sealed class ForgetsLostCounts() : PlantedBug(Weather.Crashes)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IMetricsGrain>(call, nameof(IMetricsGrain.Ensure)))
            call.Result = true;
        else
            await call.Invoke();
    });
}
