using Muster.Agencies;
using Muster.Identity;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A supervisor at a console is taken for one of the queue's agents.</summary>
public sealed class GivesToSupervisors() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { IsOverseen = true };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        await call.Invoke();
        if (Is<IAgencyGrain>(call, nameof(IAgencyGrain.Staffing)) && call.Result is Outcome<QueueStaffing> { IsDone: true } staffing && world.Supervisor is { } supervisor)
            call.Result = (Outcome<QueueStaffing>)(staffing.Value with { Agents = staffing.Value.Agents.Add(supervisor.StaffId) });
    });
}
