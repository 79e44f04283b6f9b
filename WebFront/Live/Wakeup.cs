using System.Threading.Tasks.Sources;

namespace Muster.WebFront.Live;

/// <summary>
/// Lets one reader sleep until there is something to take; costs no allocation per sleep. The reader resumes in its own context,
/// never inside the call that woke it.
/// </summary>
internal sealed class Wakeup : IValueTaskSource
{
    private const int Idle = 0;
    private const int Raised = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _sleep = new() { RunContinuationsAsynchronously = true };
    private int _state;

    public void Wake()
    {
        if (Interlocked.Exchange(ref _state, Raised) == Waiting)
            _sleep.SetResult(true);
    }

    /// <summary>Completes at the next <see cref="Wake"/>, or at once after one that nobody has waited for yet. One reader only.</summary>
    public ValueTask Wait()
    {
        _sleep.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle)
            return new ValueTask(this, _sleep.Version);

        Volatile.Write(ref _state, Idle);
        return default;
    }

    void IValueTaskSource.GetResult(short token)
    {
        _sleep.GetResult(token);
        // Idle again before the reader looks: what is woken from here on is not missed.
        Volatile.Write(ref _state, Idle);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _sleep.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _sleep.OnCompleted(continuation, state, token, flags);
}
