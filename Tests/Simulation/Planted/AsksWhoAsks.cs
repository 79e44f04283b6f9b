using Muster.Conversations;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A question is given to whoever asked it.</summary>
public sealed class AsksWhoAsks() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { Consulting = 0.3 };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IConsultGrain>(call, nameof(IConsultGrain.Begin)) && call.Request.GetArgument(0) is BeginConsult begin)
            call.Request.SetArgument(0, begin with { StaffId = "somebody else" });
        await call.Invoke();
    });
}
