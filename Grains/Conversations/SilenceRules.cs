using Muster.Agencies;

namespace Muster.Conversations;

/// <summary>
/// How long silence may last: the citizen's after the closing question (A15), the agent's while the citizen waits for a reply (C5), and that of those to whom it was handed over (A13).
/// A citizen who is the one to speak starts no clock.
/// </summary>
public static class SilenceRules
{
    /// <summary>An alert may get lost: it is repeated while the wait lasts.</summary>
    public static readonly TimeSpan AlertEvery = TimeSpan.FromSeconds(30);

    /// <summary>What comes next if nobody says anything; null where silence may last for ever.</summary>
    /// <param name="conversation">As it stands.</param>
    /// <param name="agency">Says how long.</param>
    /// <param name="alerts">Those given so far, of this wait or of an earlier one.</param>
    /// <param name="heardSince">Since when a reply could have been heard: no agent is blamed for a time in which the product was down.</param>
    public static SilenceEnd? IfNobodySpeaks(this Conversation conversation, AgencySettings agency, Alerts? alerts, DateTimeOffset heardSince) =>
        conversation is { Status: ConversationStatus.Waiting, HandedOver: { } handover } ? conversation.NotTaken(handover, agency)
        : conversation is { Status: ConversationStatus.Waiting, IsConsult: true } ? conversation.NotTaken(agency)
        : conversation.Status != ConversationStatus.Active ? null
        : conversation is { IsClosingAsked: true, ClosingAsked: { } asked } ? conversation.IsAtRisk || conversation.OwesContact() ? null : Unanswered(asked, agency) // silence may mean the worst (A20), or that nobody has called yet
        : conversation.WaitsSince is { } since
            ? NoReply(since, agency.NoReplyOf(conversation.Queue), alerts?.WaitsSince == since ? alerts : null, heardSince)
        : null;

    /// <summary>When the holder will lose it, alerted as they are; null where they keep it.</summary>
    public static DateTimeOffset? ReturnsAt(this Conversation conversation, AgencySettings agency, Alerts alerts) =>
        ReturnsAt(alerts.WaitsSince, agency.NoReplyOf(conversation.Queue), alerts.First);

    /// <summary>The alert that is given now.</summary>
    public static Alerts Alert(this Conversation conversation, Alerts? alerts, DateTimeOffset now) =>
        alerts is not null && alerts.WaitsSince == conversation.WaitsSince
            ? alerts with { Last = now }
            : new Alerts(conversation.WaitsSince ?? now, now, now);

    private static NoReplyTimes NoReplyOf(this AgencySettings agency, string queue) =>
        agency.Queues.FirstOrDefault(one => one.Id == queue)?.NoReply
        ?? new NoReplyTimes(agency.Limits.NoReplyAlertSeconds, agency.Limits.NoReplyReturnSeconds);

    /// <summary>Not while somebody is still to decide whether they take it, nor before the citizen wants it; and what is answered later may wait.</summary>
    private static SilenceEnd? NotTaken(this Conversation conversation, Handover handover, AgencySettings agency)
    {
        if (agency.Limits.TransferReturnSeconds is not { } seconds || (conversation.IsAnsweredLater && !conversation.IsAtRisk)
            || conversation.HasRoomForEndingAlone() || agency.Queue(handover.From) is null)
        {
            return null;
        }

        var since = Later(handover.At, conversation.NotBefore ?? handover.At);
        return new SilenceEnd(Silence.ComeBack, Later(since.AddSeconds(seconds), conversation.ForUntil ?? since));
    }

    private static SilenceEnd? Unanswered(Receipt asked, AgencySettings agency) =>
        agency.Limits.CloseAfterNoAnswerMinutes is { } minutes ? new SilenceEnd(Silence.Close, asked.At.AddMinutes(minutes)) : null;

    private static SilenceEnd? NoReply(DateTimeOffset since, NoReplyTimes times, Alerts? alerts, DateTimeOffset heardSince)
    {
        if (times.AlertSeconds is not { } alert)
            return ReturnsAt(Later(since, heardSince), times, firstAlert: null) is { } at ? new SilenceEnd(Silence.Return, at) : null;
        if (alerts is null)
            return new SilenceEnd(Silence.Alert, Later(since.AddSeconds(alert), heardSince));

        var again = alerts.Last + AlertEvery;
        return ReturnsAt(since, times, alerts.First) is { } returns && returns <= again
            ? new SilenceEnd(Silence.Return, returns)
            : new SilenceEnd(Silence.Alert, again);
    }

    /// <summary>Between the alert and the loss lies as much time as the settings say, however late the alert came.</summary>
    private static DateTimeOffset? ReturnsAt(DateTimeOffset since, NoReplyTimes times, DateTimeOffset? firstAlert) =>
        times.ReturnSeconds is not { } returns ? null
        : firstAlert is { } alerted ? Later(since.AddSeconds(returns), alerted.AddSeconds(returns - (times.AlertSeconds ?? returns)))
        : since.AddSeconds(returns);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
