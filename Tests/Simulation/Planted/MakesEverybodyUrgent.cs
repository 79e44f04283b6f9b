using Muster.Queues;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Everybody is given the head start of the urgent.</summary>
public sealed class MakesEverybodyUrgent() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario.WithRouting();

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IQueueGrain>(call, nameof(IQueueGrain.Join)) && call.Request.GetArgument(0) is JoinLine join)
            call.Request.SetArgument(0, join with { Triage = new Triage("urgent", TimeSpan.FromSeconds(Scenario.UrgentHeadStart), join.Triage?.Skills ?? [], null) });
        await call.Invoke();
    });
}
