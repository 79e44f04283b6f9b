using Muster.Queues;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A departure that arrives a second time takes away a conversation that has come back since.</summary>
public sealed class LeavesWhateverTheSeq() : PlantedBug(Weather.Calm)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(8);

    public override Scenario Adjust(Scenario scenario) => scenario.WithLongLines() with { HandingOver = 0.6, Storm = TimeSpan.FromSeconds(180) };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        await call.Invoke();
        if (Is<IQueueGrain>(call, nameof(IQueueGrain.Leave)) && call.Request.GetArgument(0) is LeaveLine { ClosedAt: null } left)
            Repeat((IQueueGrain)call.Grain, left with { Seq = int.MaxValue }, silo.Time).Ignore();
    });

    private static async Task Repeat(IQueueGrain queue, LeaveLine left, TimeProvider time)
    {
        await Task.Delay(Again, time);
        await queue.Leave(left);
    }
}
