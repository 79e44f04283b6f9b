using Muster.Agencies;
using Muster.Identity;

namespace Muster.Conversations;

/// <summary>
/// Listens for silence, from the activation on, and says when it has lasted long enough. Its one timer may ring too early, and never too
/// late: whoever speaks in between moves nothing and costs nothing, and the ring asks anew.
/// </summary>
/// <param name="grain">Whose timer it is; it ends with the activation.</param>
/// <param name="agency">Says how long silence may last.</param>
/// <param name="clock">The time.</param>
/// <param name="conversation">As it stands; null where this activation has nothing more to say.</param>
/// <param name="onEnd">Does what is due.</param>
internal sealed class SilenceWatch(
    Grain grain, HomeAgency agency, TimeProvider clock, Func<Conversation?> conversation, Func<Silence, AgencySettings, Task> onEnd)
{
    /// <summary>What failed is tried again after this.</summary>
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(10);

    private readonly DateTimeOffset _heardSince = clock.GetUtcNow();
    private Alerts? _alerts;
    private IGrainTimer? _timer;
    private DateTimeOffset? _ringsAt;

    /// <summary>The conversation has changed. Without settings nobody knows how long: it rings at once and asks for them.</summary>
    public void Go()
    {
        if (conversation() is { } standing)
        {
            Await(agency.Known is { } known ? Next(standing, known)?.At
                : standing.Status == ConversationStatus.Active || standing.HandedOver is not null || standing is { IsConsult: true, IsClosed: false } ? clock.GetUtcNow()
                : null);
        }
    }

    /// <summary>The alert that is due, as the holder is told.</summary>
    public Signal Alert(Conversation standing, AgencySettings settings)
    {
        var now = clock.GetUtcNow();
        _alerts = standing.Alert(_alerts, now);
        return new Signal(Signal.NoReply, Role.System, null, null, now)
        {
            Since = _alerts.WaitsSince,
            ReturnsAt = standing.ReturnsAt(settings, _alerts),
        };
    }

    private SilenceEnd? Next(Conversation standing, AgencyView known) => standing.IfNobodySpeaks(known.Settings, _alerts, _heardSince);

    private async Task Ring()
    {
        _ringsAt = null;
        await EndSilence();
        if (_ringsAt is null)
            _timer!.Change(Timeout.InfiniteTimeSpan, AgainAfter);
    }

    private async Task EndSilence()
    {
        if (conversation() is null)
            return;
        if (await agency.Look() is not { } known)
        {
            Await(clock.GetUtcNow() + AgainAfter);
            return;
        }

        if (conversation() is { } standing && Next(standing, known) is { } end && clock.GetUtcNow() >= end.At)
            await onEnd(end.What, known.Settings);
        Go();
    }

    /// <summary>Rings at <paramref name="moment"/> at the latest, or at once where it is past; null is awaited by nobody.</summary>
    private void Await(DateTimeOffset? moment)
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
}
