using Muster.Agents;

namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// A conversation is taken from its agent for want of a reply when its citizen has waited for one as long as the settings say, by the
/// facts alone, and never while the citizen is the one to speak. In a calm run it is taken without fail, goes to others first, and its
/// agent gets nothing else until they say that they are there.
/// </summary>
public static class NoReplies
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan OthersFirst = TimeSpan.FromSeconds(58);

    public static IEnumerable<Violation> Check(History history)
    {
        foreach (var tenure in history.Stories.SelectMany(story => story.Tenures))
        {
            foreach (var violation in Early(history, tenure))
                yield return violation;
            if (!history.IsCalm)
                continue;

            foreach (var violation in Late(history, tenure).Concat(GivenBack(history, tenure)).Concat(GivenMore(history, tenure)))
                yield return violation;
        }
    }

    private static IEnumerable<Violation> Early(History history, Tenure tenure)
    {
        if (!tenure.IsWithoutReply)
            yield break;

        if (Waits(history, tenure).LastOrDefault() is not { } wait || wait.Until != tenure.Until)
            yield return new Violation("only who owes a reply loses it", $"{tenure.Ended} ended {tenure.Joined}, although the citizen was the one to speak");
        else if (wait.Until - wait.From < history.NoReply)
            yield return new Violation("a reply has its time", $"{tenure.Ended} ended {tenure.Joined}, although the citizen had waited only {(wait.Until - wait.From).TotalSeconds:F1} s");
    }

    private static IEnumerable<Violation> Late(History history, Tenure tenure) =>
        from wait in Waits(history, tenure)
        let until = wait.Until < history.EndedAt ? wait.Until : history.EndedAt
        where until - wait.From > history.NoReply + Soon
        select new Violation("nobody waits for a reply for ever", $"{tenure.Joined} went on without a reply from {wait.From:HH:mm:ss.fff} to {until:HH:mm:ss.fff}");

    private static IEnumerable<Violation> GivenBack(History history, Tenure tenure) =>
        from next in history.StoryOf(tenure.Conversation)!.Tenures.Where(next => next.From >= tenure.Until).Take(1)
        where tenure.IsWithoutReply && next.StaffId == tenure.StaffId && !next.Joined.IsTaken && next.From < tenure.Until + OthersFirst && !IsMoved(history, tenure, next)
        select new Violation("others come first after no reply", $"{next.Joined}, although {tenure.Ended}");

    /// <summary>A supervisor has given it to that very agent since, or moved it to another queue.</summary>
    private static bool IsMoved(History history, Tenure tenure, Tenure next) => history.StoryOf(tenure.Conversation)!.Waits.Exists(wait =>
        wait.From >= tenure.Until && wait.From <= next.From && wait.Queued.Reason == "moved" && (wait.Queued.For == next.StaffId || wait.Queue != tenure.Joined.Queue));

    private static IEnumerable<Violation> GivenMore(History history, Tenure tenure) =>
        from next in history.Stories.SelectMany(story => story.Tenures)
        where tenure.IsWithoutReply && next.StaffId == tenure.StaffId && next.From > tenure.Until + Soon
            && !history.OfferingQueues.Contains(next.Joined.Queue!)
            && !history.Presence.Exists(call => call.StaffId == tenure.StaffId && call.Status == Presence.Available
                && call.SentAt > tenure.Until - Soon && call.SentAt < next.From)
        select new Violation("nothing is given to whoever did not reply", $"{next.Joined}, although {tenure.Ended}");

    /// <summary>When the citizen waited for this agent's words: from the joining, then from the first message after the last of them.</summary>
    private static IEnumerable<ReplyWait> Waits(History history, Tenure tenure)
    {
        var facts = history.StoryOf(tenure.Conversation)!.Facts;
        var isForLater = facts.Any(fact => fact.Seq < tenure.Joined.Seq && (fact.Kind == "contact-asked" || fact.LeavesMessage)); // nobody sits at the screen
        DateTimeOffset? since = isForLater || history.StoryOf(tenure.Conversation)!.ConsultOf is not null ? null : tenure.From;
        foreach (var fact in facts.Where(fact => fact.Seq > tenure.Joined.Seq && fact.Seq <= (tenure.Ended?.Seq ?? int.MaxValue)))
        {
            if (fact is { Kind: "message", From: "citizen" })
            {
                since ??= fact.At;
            }
            else if (fact is { Kind: "message", IsBySupervisor: false } || fact.Kind is "closing-asked" or "contact-tried" or "citizen-left" or "closed" or "queued")
            {
                if (since is { } from)
                    yield return new ReplyWait(from, fact.At);
                since = null;
                if (fact.Kind == "citizen-left")
                    yield break;
            }
        }

        if (since is { } still && tenure.Ended is null)
            yield return new ReplyWait(still, DateTimeOffset.MaxValue);
    }

    private sealed record ReplyWait(DateTimeOffset From, DateTimeOffset Until);
}
