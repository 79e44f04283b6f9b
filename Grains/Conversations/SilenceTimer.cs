namespace Muster.Conversations;

/// <summary>
/// Rings when silence has lasted long enough. It may ring too early, and never too late: whoever speaks in between moves nothing and
/// costs nothing, and the ring asks anew.
/// </summary>
/// <param name="grain">Whose timer it is; it ends with the activation.</param>
/// <param name="clock">The time.</param>
/// <param name="onRing">Does what is due, and awaits the next moment.</param>
internal sealed class SilenceTimer(Grain grain, TimeProvider clock, Func<Task> onRing)
{
    /// <summary>What failed is tried again after this.</summary>
    public static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(10);

    private IGrainTimer? _timer;
    private DateTimeOffset? _ringsAt;

    /// <summary>Rings at <paramref name="moment"/> at the latest, or at once where it is past; null is awaited by nobody.</summary>
    public void Await(DateTimeOffset? moment)
    {
        if (moment is null || moment >= _ringsAt)
            return;

        _ringsAt = moment;
        var left = moment.Value - clock.GetUtcNow();
        var due = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        if (_timer is null)
            _timer = grain.RegisterGrainTimer(Ring, new GrainTimerCreationOptions(due, AgainAfter) { KeepAlive = true });
        else
            _timer.Change(due, AgainAfter);
    }

    private async Task Ring()
    {
        _ringsAt = null;
        await onRing();
        if (_ringsAt is null)
            _timer!.Change(Timeout.InfiniteTimeSpan, AgainAfter);
    }
}
