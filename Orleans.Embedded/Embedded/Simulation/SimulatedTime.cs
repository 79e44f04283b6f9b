namespace Orleans.Embedded.Simulation;

/// <summary>Virtual time as one process sees it. Its timers die with the process.</summary>
internal sealed class SimulatedTime(SimulatedCluster cluster, bool background = false) : TimeProvider
{
    private bool _dead;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => cluster.Options.Start.AddTicks(cluster.Agenda.Now);

    public override long GetTimestamp() => cluster.Agenda.Now;

    public void Die() => _dead = true;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SimulatedTime time, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private readonly SimulatedCluster _cluster = time.Cluster;
        private Happening? _next;
        private TimeSpan _period;
        private bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            _cluster.CheckThread();
            _period = period;
            Schedule(dueTime);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            if (_next is not null)
            {
                _cluster.Agenda.Cancel(_next);
                _next = null;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan dueTime)
        {
            if (_next is not null)
            {
                _cluster.Agenda.Cancel(_next);
                _next = null;
            }

            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                _next = _cluster.Agenda.Add(_cluster.Agenda.Now + dueTime.Ticks, "timer", Fire, time.IsBackground);
            }
        }

        private void Fire()
        {
            _next = null;
            if (_disposed || time.IsDead)
            {
                return;
            }

            if (_period != Timeout.InfiniteTimeSpan && _period > TimeSpan.Zero)
            {
                Schedule(_period);
            }

            if (_context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(_context, static timer => ((Timer)timer!).CallBack(), this);
            }
        }

        private void CallBack() => callback(state);
    }

    private SimulatedCluster Cluster => cluster;

    private bool IsBackground => background;

    private bool IsDead => _dead;
}
