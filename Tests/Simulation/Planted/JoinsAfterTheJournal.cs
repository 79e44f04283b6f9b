using Muster.Queues;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A conversation stores that it waits and gets into the line a little later: whoever dies in between loses it.</summary>
public sealed class JoinsAfterTheJournal() : PlantedBug(Weather.Crashes)
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (!Is<IQueueGrain>(call, nameof(IQueueGrain.Join)))
        {
            await call.Invoke();
            return;
        }

        var (queue, join) = ((IQueueGrain)call.Grain, (JoinLine)call.Request.GetArgument(0)!);
        JoinLater(queue, join, silo.Time).Ignore();
        call.Result = join.Since.UtcTicks;
    });

    private static async Task JoinLater(IQueueGrain queue, JoinLine join, TimeProvider time)
    {
        await Task.Delay(Later, time);
        await queue.Join(join);
    }
}
