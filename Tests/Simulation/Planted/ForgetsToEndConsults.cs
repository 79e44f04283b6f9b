using Muster.Conversations;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A consult is not told that it is over: its expert keeps it.</summary>
public sealed class ForgetsToEndConsults() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { Consulting = 0.3 };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IConsultGrain>(call, nameof(IConsultGrain.End)))
            call.Result = null;
        else
            await call.Invoke();
    });
}
