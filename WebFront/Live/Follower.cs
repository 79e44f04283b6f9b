namespace Muster.WebFront.Live;

/// <summary>
/// One reader's stream: <see cref="Take"/> what there is, then <see cref="Wait"/> for more, until it <see cref="IsOver"/>. One task
/// reads it; anybody may stop it.
/// </summary>
public abstract class Follower : IDisposable
{
    private protected readonly Wakeup Wakeup = new();
    private volatile bool _isStopped;
    private volatile bool _isHeartbeatDue = true;

    /// <summary>Nothing comes any more.</summary>
    public bool IsOver { get; private protected set; }

    /// <summary>Set where the front ended it: how long its reader is to wait before it opens another.</summary>
    public TimeSpan? ComeBackAfter { get; private set; }

    internal bool IsSentAway => ComeBackAfter is not null;

    internal (int Slot, int Index) Pulse { get; set; } = (-1, -1);

    private protected bool IsStopped => _isStopped;

    /// <summary>Adds what there is to tell, in order, to <paramref name="items"/>. Bounded: a reader far behind takes it in parts.</summary>
    /// <returns>Whether there was anything.</returns>
    public abstract bool Take(List<FeedItem> items);

    /// <summary>Completes when it is worth taking again.</summary>
    public ValueTask Wait() => Wakeup.Wait();

    /// <summary>Waits until there is something; empty when it is over.</summary>
    public async Task<IReadOnlyList<FeedItem>> Next()
    {
        var items = new List<FeedItem>();
        while (!Take(items) && !IsOver)
            await Wait();
        return items;
    }

    /// <summary>Ends it: the reader finds it over.</summary>
    public void Stop()
    {
        _isStopped = true;
        Wakeup.Wake();
    }

    public void Dispose()
    {
        Stop();
        Leave();
        GC.SuppressFinalize(this);
    }

    internal void Wake() => Wakeup.Wake();

    internal void SendAway(TimeSpan comeBackAfter)
    {
        ComeBackAfter = comeBackAfter;
        Stop();
    }

    internal void Beat()
    {
        _isHeartbeatDue = true;
        Wakeup.Wake();
    }

    private protected abstract void Leave();

    private protected bool TakesHeartbeat()
    {
        if (!_isHeartbeatDue)
            return false;

        _isHeartbeatDue = false;
        return true;
    }
}
