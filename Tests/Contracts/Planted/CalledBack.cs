using Muster.Queues;
using Muster.Records;

namespace Muster.Tests.Contracts.Planted;

/// <summary>Gives away a method that waits for a queue, to be called whenever something is to be written.</summary>
internal sealed class CalledBack
{
    private readonly IQueueGrain _queue;

    public CalledBack(IQueueGrain queue)
    {
        _queue = queue;
        Writing = new SharedWrite(Write);
    }

    public SharedWrite Writing { get; }

    private async Task Write() => await _queue.Wake();
}
