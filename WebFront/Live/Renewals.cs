namespace Muster.WebFront.Live;

/// <summary>
/// Keeps every watch alive: each within the minute, at once when a grain moved or its silo vanished, within seconds when any other silo
/// did, never more than a few at the same time, and again after a pause when one fails.
/// </summary>
internal sealed class Renewals(FeedSettings settings, Jitter jitter)
{
    private readonly Lock _gate = new();
    private readonly List<Watched> _all = [];
    private readonly PriorityQueue<(Watched Watched, long DueAt), (long DueAt, long Order)> _due = new();
    private long _now;
    private long _order;
    private int _running;
    private bool _isStarting;

    /// <summary>What is watched, by grain key.</summary>
    public IReadOnlyList<string> Watching
    {
        get
        {
            lock (_gate)
                return [.. _all.Select(watched => watched.Key)];
        }
    }

    /// <summary>It is about to be asked by somebody else: kept from now on, so that a move told before the answer is not missed.</summary>
    public void Keep(Watched watched) => Keep(watched, Period());

    /// <summary>It has never been asked.</summary>
    public void KeepFromNextBeat(Watched watched) => Keep(watched, 0);

    public void Forget(Watched watched)
    {
        lock (_gate)
        {
            if (watched.Index < 0)
                return;

            var last = _all[^1];
            _all[watched.Index] = last;
            last.Index = watched.Index;
            _all.RemoveAt(_all.Count - 1);
            watched.Index = -1;
        }
    }

    public void AtOnce(Watched watched)
    {
        lock (_gate)
            Hurry(watched);

        Start();
    }

    /// <summary>
    /// Renews what the vanished silos held, and what does not say where it is; then, over some seconds, all the rest: what silos that live
    /// on pushed may have been on its way through one that vanished.
    /// </summary>
    public void AtOnceAfter(IReadOnlySet<string> vanished)
    {
        lock (_gate)
        {
            var spread = Math.Max(settings.RestSeconds, _all.Count / settings.RestPerSecond);
            foreach (var watched in _all)
            {
                if (watched.Silo is not { } silo || vanished.Contains(silo))
                    Hurry(watched);
                else if (_now + 1 + jitter.Below(spread) is var soon && soon < watched.DueAt && !watched.IsRenewing)
                    Schedule(watched, soon);
            }
        }

        Start();
    }

    public void Beat(long now)
    {
        lock (_gate)
            _now = now;

        Start();
    }

    private void Keep(Watched watched, long until)
    {
        lock (_gate)
        {
            if (watched.Index >= 0)
                return;

            watched.Index = _all.Count;
            _all.Add(watched);
            Schedule(watched, _now + until);
        }
    }

    private void Hurry(Watched watched)
    {
        if (watched.IsRenewing)
            watched.IsAskedAgain = true; // its answer may be older than what happened
        else if (watched.Index >= 0)
            Schedule(watched, _now);
    }

    private void Schedule(Watched watched, long dueAt)
    {
        watched.DueAt = dueAt;
        _due.Enqueue((watched, dueAt), (dueAt, _order++));
    }

    private long Period() => settings.RenewSeconds - jitter.Below((settings.RenewSeconds / 4) + 1);

    private void Start()
    {
        lock (_gate)
        {
            if (_isStarting)
                return; // the loop below is running and looks again

            _isStarting = true;
        }

        while (Next() is { } watched)
            _ = Renew(watched);
    }

    private Watched? Next()
    {
        lock (_gate)
        {
            while (_running < settings.RenewalsAtOnce && _due.TryPeek(out var due, out _) && due.DueAt <= _now)
            {
                _due.Dequeue();
                var watched = due.Watched;
                if (watched.Index < 0 || watched.IsRenewing || watched.DueAt != due.DueAt)
                    continue; // forgotten, or scheduled anew since

                watched.IsRenewing = true;
                _running++;
                return watched;
            }

            _isStarting = false;
            return null;
        }
    }

    private async Task Renew(Watched watched)
    {
        var isDone = false;
        try
        {
            await watched.Renew();
            isDone = true;
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            // Whatever it was, the grain could not be asked; asking again is the whole remedy, and streams go on meanwhile.
        }

        lock (_gate)
        {
            _running--;
            watched.IsRenewing = false;
            watched.Failures = isDone ? 0 : watched.Failures + 1;
            if (watched.Index >= 0)
                Schedule(watched, _now + (watched.IsAskedAgain ? 0 : isDone ? Period() : Pause(watched.Failures)));
            watched.IsAskedAgain = false;
        }

        Start();
    }

    private long Pause(int failures) => 1 + jitter.Below(Math.Min(1 << Math.Min(failures, 4), 8));
}
