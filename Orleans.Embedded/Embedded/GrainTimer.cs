using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// A timer whose ticks queue like calls of its own grain. The next tick is due a period after this one ended, so ticks never overlap, and one
/// that throws is logged and followed by the next (Orleans' GrainTimer).
/// </summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimers _owner;
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _changed;
    private bool _ticking;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, GrainTimers owner)
    {
        _activation = activation;
        _callback = callback;
        _owner = owner;
        Interleaves = options.Interleave;
        KeepsAlive = options.KeepAlive;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = activation.Engine.Time.CreateTimer(static timer => ((GrainTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public bool Interleaves { get; }

    public bool KeepsAlive { get; }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        _changed = true;
        _dueTime = dueTime;
        _period = period;
        if (!_ticking)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        if (!_disposed.IsCancellationRequested)
        {
            _disposed.Cancel();
            _timer.Dispose();
            _owner.Remove(this);
        }
    }

    public async Task Tick()
    {
        _changed = false;
        try
        {
            await _callback(_disposed.Token);
        }
#pragma warning disable CA1031 // A failed tick must not end the timer.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _activation.Engine.Services.GetRequiredService<ILogger<GrainTimer>>()
                .LogWarning(failure, "Caught and ignored exception thrown from timer callback of {Grain}", _activation.GrainId);
        }

        _ticking = false;
        if (!_disposed.IsCancellationRequested)
        {
            _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire()
    {
        _ticking = true;
        _activation.Post(new TimerTick(this, _activation));
    }
}
