using Muster.Queues;

namespace Muster.WebFront.Live;

/// <summary>What queues call on this front.</summary>
internal sealed class QueueWatcher(Feed feed) : IQueueWatcher
{
    public void OnLine(LineSnapshot line) => feed.Lines.Tell(line);
}
