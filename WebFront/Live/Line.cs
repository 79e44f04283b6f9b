using Muster.Queues;

namespace Muster.WebFront.Live;

/// <summary>The line of one queue as this front knows it, and the conversations here that wait in it.</summary>
internal sealed class Line(string key, Feed feed) : Watched(key)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ConversationHub> _waiting = [];
    private LineSnapshot? _snapshot;
    private bool _hasMoved;

    /// <summary>The newest that was told; null before the queue has answered.</summary>
    public LineSnapshot? Snapshot => Volatile.Read(ref _snapshot);

    public void Add(ConversationHub waiting)
    {
        lock (_gate)
            _waiting.Add(waiting);
    }

    public void Remove(ConversationHub waiting)
    {
        lock (_gate)
            _waiting.Remove(waiting);
    }

    public override async Task Renew() =>
        Tell(await feed.Grains.GetGrain<IQueueGrain>(Key).Watch(feed.QueueWatcher), isAsked: true);

    /// <param name="isAsked">It answers a question, so it is the truth even where its version began anew.</param>
    public void Tell(LineSnapshot snapshot, bool isAsked)
    {
        lock (_gate)
        {
            if (_snapshot is { } known && known.Version >= snapshot.Version && !(isAsked && snapshot.At > known.At))
                return;

            Volatile.Write(ref _snapshot, snapshot);
            _hasMoved = true;
        }
    }

    /// <summary>Those who wait look at their place, once a beat however often the line moves.</summary>
    public void Beat()
    {
        ConversationHub[] waiting;
        lock (_gate)
        {
            if (!_hasMoved)
                return;

            _hasMoved = false;
            waiting = [.. _waiting];
        }

        foreach (var conversation in waiting)
            conversation.LookAtPlace();
    }
}
