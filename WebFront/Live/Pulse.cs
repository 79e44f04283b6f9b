namespace Muster.WebFront.Live;

/// <summary>Gives every stream its heartbeat: a wheel with one slot a beat, so that each beat touches only those that are due.</summary>
internal sealed class Pulse(FeedSettings settings, Jitter jitter)
{
    private readonly Lock _gate = new();
    private readonly List<Follower>[] _wheel = [.. Enumerable.Range(0, settings.HeartbeatSeconds).Select(_ => new List<Follower>())];
    private bool _isStopped;

    public void Add(Follower follower)
    {
        var slot = jitter.Below(_wheel.Length);
        lock (_gate)
        {
            if (_isStopped)
                follower.SendAway(ComeBack(1));
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

    /// <summary>
    /// The front stops: one part in so many of the streams that are left ends. Each reader is told to come back, to whichever front takes
    /// it, after a time of its own, so that they are never more at once than the settings allow.
    /// </summary>
    public void SendAway(int parts)
    {
        lock (_gate)
        {
            _isStopped |= parts == 1;
            var left = _wheel.SelectMany(slot => slot).Where(follower => !follower.IsSentAway).ToList();
            var share = left[..((left.Count + parts - 1) / parts)];
            foreach (var follower in share)
                follower.SendAway(ComeBack(share.Count));
        }
    }

    /// <summary>Full jitter over the time that so many need.</summary>
    private TimeSpan ComeBack(int together) =>
        TimeSpan.FromMilliseconds(jitter.Below(Math.Max(1_000, (int)(together * 1_000L / settings.ComeBacksPerSecond))));
}
