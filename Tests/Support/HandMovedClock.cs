namespace Muster.Tests.Support;

/// <summary>Time that stands still until the test moves it; timers ring in the order they are due.</summary>
public sealed class HandMovedClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = start ?? Some.Moment;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (NextDue(until) is { } alarm)
            alarm.Ring();
        lock (_gate)
            _now = until;
    }

    /// <summary>As when the whole process stood still: whatever was due rings late, at the end.</summary>
    public void Leap(TimeSpan over)
    {
        DateTimeOffset until;
        lock (_gate)
            until = _now += over;
        while (NextDue(until) is { } alarm)
            alarm.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private Alarm? NextDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            var alarm = _alarms.Where(alarm => alarm.DueAt <= until).MinBy(alarm => alarm.DueAt);
            if (alarm is null)
                return null;

            if (alarm.DueAt > _now)
                _now = alarm.DueAt;
            alarm.MoveOn();
            return alarm;
        }
    }

    private sealed class Alarm(HandMovedClock clock, Action ring) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset DueAt { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                (_period, DueAt) = (period, dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock._now + dueTime);
                if (DueAt != DateTimeOffset.MaxValue)
                    clock._alarms.Add(this);
            }

            return true;
        }

        public void MoveOn()
        {
            if (_period > TimeSpan.Zero)
                DueAt += _period;
            else
                clock._alarms.Remove(this);
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
