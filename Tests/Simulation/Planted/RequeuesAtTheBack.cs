using Muster.Queues;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Whoever comes back to a line goes to its end.</summary>
public sealed class RequeuesAtTheBack() : PlantedBug(Weather.Calm)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IQueueGrain>(call, nameof(IQueueGrain.Join)) && call.Request.GetArgument(0) is JoinLine { Seq: > 3 } join)
        {
            await ((IQueueGrain)call.Grain).Leave(new LeaveLine(join.Conversation, int.MaxValue, null, null));
            call.Request.SetArgument(0, join with { Since = silo.Time.GetUtcNow() });
        }

        await call.Invoke();
    });
}
