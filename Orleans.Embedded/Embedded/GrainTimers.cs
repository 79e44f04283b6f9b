using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The timers of one activation; they end with it.</summary>
internal sealed class GrainTimers(Activation activation) : IDisposable
{
    private readonly List<GrainTimer> _timers = [];

    public IGrainTimer Register(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(activation, callback, options, this);
        _timers.Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Dispose()
    {
        foreach (var timer in _timers.ToArray())
        {
            timer.Dispose();
        }
    }

    public void Remove(GrainTimer timer) => _timers.Remove(timer);
}
