namespace Muster.Tests.Storage;

/// <summary>Time that stands still until the test moves it.</summary>
public sealed class HandClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public void Advance(TimeSpan by)
    {
        List<Alarm> due;
        lock (_gate)
        {
            _now += by;
            due = _alarms.FindAll(alarm => alarm.At <= _now);
            _alarms.RemoveAll(due.Contains);
        }

        due.ForEach(alarm => alarm.Ring());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            var alarm = new Alarm(this, _now + dueTime, () => callback(state));
            _alarms.Add(alarm);
            return alarm;
        }
    }

    private void Remove(Alarm alarm)
    {
        lock (_gate) _alarms.Remove(alarm);
    }

    private sealed record Alarm(HandClock Clock, DateTimeOffset At, Action Ring) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("Nothing in storage changes a timer.");

        public void Dispose() => Clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
