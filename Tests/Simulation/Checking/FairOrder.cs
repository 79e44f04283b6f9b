namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// No jump inside a queue: when an agent is given a conversation (a supervisor takes which they want), no older one waits there that the same agent could have been given.
/// <para>
/// The moment that counts is when the agent's stored state first named it: an offer that is thought about for a while was given then.
/// A queue cannot know what is on its way to it, so "waits" leaves a margin on both sides: the older one has waited there for at least
/// <see cref="Known"/> before and is still waiting that long after. It could have been given to this agent if it was not kept for
/// another agent, had not been declined or missed by this one or taken from them for want of a reply in the last minute, and lay with nobody: no agent's stored state named it
/// within the margin (it was being given, or offered). In a run with faults, one also excuses what the fault put in doubt: a process
/// that died or was cut off, or a fault at the queue, at the older conversation or at an agent of that queue, for as long as a call
/// takes to time out and to be tried again.
/// </para>
/// </summary>
public static class FairOrder
{
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan PassedOver = TimeSpan.FromSeconds(62);

    private static readonly TimeSpan InDoubt = TimeSpan.FromSeconds(75);

    public static IEnumerable<Violation> Check(History history)
    {
        var spans = new Lazy<ILookup<string, SlotSpan>>(() => history.SlotSpans().ToLookup(span => span.Conversation));
        foreach (var queue in history.Stories.SelectMany(story => story.Waits).GroupBy(wait => wait.Queue))
        {
            var waits = queue.OrderBy(wait => wait.From).ToList();
            foreach (var given in waits.Where(wait => wait.Ended is { Kind: "joined", IsTaken: false }))
            {
                if (waits.Find(older => IsJumped(history, older, given, spans)) is { } jumped)
                    yield return new Violation("nobody is passed by", $"{given.Ended} (ticket {Moment(given)}), while {jumped.Queued} (ticket {Moment(jumped)}) waited until {jumped.Ended}");
            }
        }
    }

    private static bool IsJumped(History history, Wait older, Wait given, Lazy<ILookup<string, SlotSpan>> spans)
    {
        var agent = given.Ended!.StaffId!;
        if (older.From > given.Until - Known || older.Until < given.From || older.Conversation == given.Conversation)
            return false;

        var since = RoutingKept.WaitsInOne(history, given).TakeWhile(part => part.Queue == given.Queue).Last().From;
        var at = SlotSpan.BeginningOf(spans.Value[given.Conversation].Where(span => span.Until >= since), agent, given.Until);
        return PlacesAt(history, given, at).All(place => older.Queued.Ticket < place.Queued.Ticket)
            && older.From <= at - Known
            && older.Until >= at + Known
            && older.IsFor(agent, at - Known)
            && !given.Queued.IsFor(agent)
            && RoutingKept.IsAble(history, older, agent, at - Known)
            && !history.WasTakenFrom(agent, older.Conversation, at - PassedOver)
            && !IsInDoubt(history, older, at)
            && !AgentsAreBusyGiven(history, older, at, spans.Value)
            && !spans.Value[older.Conversation].Any(span => span.From <= at + Known && span.Until >= at - (span.State == "offered" && span.StaffId == agent ? PassedOver : Known));
    }

    /// <summary>As it stood when it was given: an offer outlasts another place in the line, and a new place is the queue's before it is the conversation's.</summary>
    private static IEnumerable<Wait> PlacesAt(History history, Wait given, DateTimeOffset at)
    {
        var waits = history.StoryOf(given.Conversation)!.Waits.Where(wait => wait.Queue == given.Queue && wait.From <= given.Until).ToList();
        var asItStood = waits.FindLastIndex(wait => wait.From <= at);
        return waits.Where((wait, index) => index == asItStood || (index > asItStood && wait.From <= at + Known));
    }

    /// <summary>Kept for this very agent: that is why it comes before others.</summary>
    private static bool IsFor(this StoredFact queued, string agent) => queued.For == agent;

    private static bool IsInDoubt(History history, Wait older, DateTimeOffset at) =>
        history.Disturbances.Exists(fault => fault.At <= at && fault.At > at - InDoubt
            && (fault.Subject is null
                || fault.Subject == older.Conversation
                || fault.Subject.EndsWith("/" + older.Queue, StringComparison.Ordinal)
                || history.Staff.Exists(member => member.Serves(older.Queue) && IsOf(member, fault.Subject))));

    /// <summary>The agent, or another queue of theirs: they take from all of them, one at a time.</summary>
    private static bool IsOf(Member member, string subject) =>
        subject.EndsWith("/" + member.StaffId, StringComparison.Ordinal)
        || member.Queues.Concat(member.Helps.Keys).Any(queue => subject.EndsWith("/" + queue, StringComparison.Ordinal));

    /// <summary>An agent takes one after the other: while one is slow to be stored, the next, perhaps the older, is being given.</summary>
    private static bool AgentsAreBusyGiven(History history, Wait older, DateTimeOffset at, ILookup<string, SlotSpan> spans) =>
        history.Disturbances.Exists(fault => fault.At <= at && fault.At > at - InDoubt && fault.Subject is { } subject
            && spans[subject].Any(span => span.Until >= fault.At && history.MemberOf(span.StaffId)!.Serves(older.Queue)));

    private static string Moment(Wait wait) => new DateTimeOffset(wait.Queued.Ticket, TimeSpan.Zero).ToString("HH:mm:ss.fffffff", null);
}
