using Muster.Conversations;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Somebody reads along who was not given the question.</summary>
public sealed class LetsAnybodyAdvise() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { Consulting = 0.3 };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        await call.Invoke();
        if (Is<IConsultGrain>(call, nameof(IConsultGrain.Begin)) && call.Result is ConsultStanding { Ended: null, StaffId: null } standing)
            call.Result = standing with { StaffId = world.Staff[^1].StaffId, Alias = world.Staff[^1].Alias };
    });
}
