namespace Muster.WebFront.Live;

/// <summary>Gives every stream its heartbeat: a wheel with one slot a beat, so that each beat touches only those that are due.</summary>
internal sealed class Pulse(FeedSettings settings, Jitter jitter)
{
    private readonly Lock _gate = new();
    private readonly List<Follower>[] _wheel = [.. Enumerable.Range(0, settings.HeartbeatSeconds).Select(_ => new List<Follower>())];

    public void Add(Follower follower)
    {
        var slot = jitter.Below(_wheel.Length);
        lock (_gate)
        {
            follower.Pulse = (slot, _wheel[slot].Count);
            _wheel[slot].Add(follower);
        }
    }

    public void Remove(Follower follower)
    {
        lock (_gate)
        {
            var (slot, index) = follower.Pulse;
            if (slot < 0)
                return;

            var last = _wheel[slot][^1];
            _wheel[slot][index] = last;
            last.Pulse = (slot, index);
            _wheel[slot].RemoveAt(_wheel[slot].Count - 1);
            follower.Pulse = (-1, -1);
        }
    }

    public void Beat(long now)
    {
        lock (_gate)
        {
            foreach (var follower in _wheel[now % _wheel.Length])
                follower.Beat();
        }
    }

    /// <summary>The front stops: every stream ends, and its reader goes to another front.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            foreach (var follower in _wheel.SelectMany(slot => slot))
                follower.Stop();
        }
    }
}
