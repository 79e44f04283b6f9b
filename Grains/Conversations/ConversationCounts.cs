using Muster.Identity;
using Muster.Metrics;
using Muster.Records;

namespace Muster.Conversations;

/// <summary>
/// What a fact adds to the figures (S109, S111), from the writer's clock alone. Pure, so that figures can be rebuilt from the
/// journal by running it again. A consult adds nothing: it is nobody's wait and no service to anybody.
/// </summary>
public static class ConversationCounts
{
    /// <param name="before">What the facts before it add up to.</param>
    /// <param name="key">The conversation's grain key.</param>
    /// <param name="entry">The fact.</param>
    /// <returns>The count, and the key of the quarter of an hour it belongs to; null where there is nothing to count.</returns>
    public static (string Quarter, Count Count)? CountOf(this Conversation before, string key, JournalEntry<ConversationFact> entry)
    {
        if (before.IsConsult || entry.Fact is ConversationStarted { Consult: not null } || before.CountOf(entry) is not var (what, value))
            return null;

        var queue = entry.Fact is ConversationStarted started ? started.Queue : before.Queue;
        return (QuarterOfHour.Key(GrainKey.AgencyOf(key), queue, entry.At), new Count(key, entry.Seq, what, (long)value.TotalMilliseconds));
    }

    private static (Counted What, TimeSpan Value)? CountOf(this Conversation before, JournalEntry<ConversationFact> entry) => entry.Fact switch
    {
        ConversationStarted { LeavesMessage: true } => (Counted.OutOfHours, TimeSpan.Zero),
        ConversationStarted => (Counted.Queued, TimeSpan.Zero),
        ContactAsked when before.Contact is null && !before.IsLeftMessage => (Counted.ContactAsked, entry.At - before.StartedAt),
        NoticeAnswered { Helped: false } when !before.IsForLater => (Counted.NoticeNotEnough, entry.At - before.StartedAt),
        ConversationClosed { By.Role: Role.Agent or Role.Supervisor } when before.IsForLater => (Counted.ContactCompleted, entry.At - (before.ContactAsked?.At ?? before.StartedAt)),
        AgentJoined or MessagePosted or CitizenLeft or ConversationClosed when before.IsForLater => null,
        AgentJoined when before.FirstJoinedAt is null => (Counted.Assigned, entry.At - before.StartedAt),
        MessagePosted { From.Role: not Role.Citizen } when before.FirstReplyAt is null => (Counted.FirstReply, entry.At - before.StartedAt),
        MessagePosted { From.Role: not Role.Citizen } when before.UnansweredSince is { } since => (Counted.Response, entry.At - since),
        CitizenLeft when before.FirstReplyAt is null => (Counted.AbandonedBeforeReply, entry.At - before.StartedAt),
        ConversationClosed { Outcome: ClosingOutcome.AnsweredByNotice } => (Counted.AnsweredByNotice, entry.At - before.StartedAt),
        ConversationClosed when before.FirstJoinedAt is { } joined => (Counted.Served, entry.At - joined),
        ConversationClosed { Outcome: ClosingOutcome.EndedInLine } => (Counted.EndedInLine, entry.At - before.StartedAt),
        ConversationClosed => (Counted.Abandoned, entry.At - before.StartedAt),
        ConversationRated rated => (Counted.Rated, TimeSpan.FromMilliseconds(rated.Satisfaction)),
        _ => null,
    };
}
