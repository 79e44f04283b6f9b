using System.Collections.Immutable;
using Muster.Metrics;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Figures do not know what they have counted: the same fact told of again counts again.</summary>
public sealed class CountsRepeatsAgain() : PlantedBug(Weather.Calm)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world)
    {
        var random = new SimulatedRandom(world.Scenario.Seed, $"other facts {silo.Number} {silo.Epoch}");
        builder.AddIncomingGrainCallFilter(async call =>
        {
            if (Is<IMetricsGrain>(call, nameof(IMetricsGrain.Add)))
                call.Request.SetArgument(0, ((ImmutableArray<Count>)call.Request.GetArgument(0)!).Select(count => count with { Seq = random.Next() }).ToImmutableArray());
            await call.Invoke();
        });
    }
}
