using Muster.Queues;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>What an agent left without a reply is theirs again as soon as they say that they are there.</summary>
public sealed class ForgetsWhoDidNotReply() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario.WithNeglect();

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IQueueGrain>(call, nameof(IQueueGrain.Join)) && call.Request.GetArgument(0) is JoinLine { PassOver: not null } join)
            call.Request.SetArgument(0, join with { PassOver = null });
        await call.Invoke();
    });
}
