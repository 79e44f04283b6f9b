using Muster.Queues;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Whoever is free is given what asks for a skill.</summary>
public sealed class IgnoresSkills() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario.WithRouting();

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IQueueGrain>(call, nameof(IQueueGrain.Join)) && call.Request.GetArgument(0) is JoinLine join)
            call.Request.SetArgument(0, join.Triage is null ? join : join with { Triage = join.Triage with { Skills = [] } });
        await call.Invoke();
    });
}
