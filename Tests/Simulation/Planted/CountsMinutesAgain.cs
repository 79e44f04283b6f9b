using System.Collections.Immutable;
using Muster.Metrics;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>An agent's minute counts each time it is told, and it is told until it is stored.</summary>
public sealed class CountsMinutesAgain() : PlantedBug(Weather.Calm)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world)
    {
        var random = new SimulatedRandom(world.Scenario.Seed, $"other minutes {silo.Number} {silo.Epoch}");
        builder.AddIncomingGrainCallFilter(async call =>
        {
            // Told once more, it is another: it is never stored, and never sure.
            if (Is<IMetricsGrain>(call, nameof(IMetricsGrain.Ensure)))
                call.Request.SetArgument(0, ((ImmutableArray<Count>)call.Request.GetArgument(0)!).Select(count => IsOfAgent(count) ? count with { Seq = random.Next() } : count).ToImmutableArray());
            await call.Invoke();
        });
    }

    private static bool IsOfAgent(Count count) => count.What is Counted.Staffed or Counted.Handling or Counted.Holding;
}
