using Muster.Queues;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>What an agent declines or misses goes to the end of the line.</summary>
public sealed class DeclinedLosesItsAge() : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario.WithOffersEverywhere();

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IQueueGrain>(call, nameof(IQueueGrain.Offered)) && call.Request.GetArgument(0) is OfferEnded { AcceptedSeq: null } ended)
        {
            var queue = (IQueueGrain)call.Grain;
            await queue.Leave(new LeaveLine(ended.Conversation, int.MaxValue, null, null));
            await queue.Join(new JoinLine(ended.Conversation, silo.Time.GetUtcNow(), 1));
        }

        await call.Invoke();
    });
}
