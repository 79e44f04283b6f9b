using Muster.Agents;

namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// In a calm run nobody waits while an agent who serves the queue, said that they are available and has room is left without; where it is
/// known what struck, not for longer than that can take. What is measured is the time from when both a conversation waited and an agent
/// had room until it was given.
/// </summary>
public static class NobodyIdle
{
    /// <summary>Longer than this is a violation in a calm run; the 95th percentile is reported and must stay below a second.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>Whoever did not reply in a conversation is given it again only after others had their turn.</summary>
    private static readonly TimeSpan OthersFirst = TimeSpan.FromSeconds(60);

    /// <summary>A little less than the lease: it may run from before the console was answered.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(29);

    public static IEnumerable<Violation> Check(History history)
    {
        if ((history.IsCalm ? Longest : history.LongestIdle) is not { } longest)
            yield break;

        foreach (var (wait, agent, delay) in Delays(history).Where(one => one.Delay > longest))
            yield return new Violation("nobody is idle while someone waits", $"{wait.Queued} waited {delay.TotalSeconds:F1} s although {agent} had room; then {wait.Ended}");
    }

    /// <summary>For each conversation that was given: how long the agent who got it had had room while it waited.</summary>
    public static IEnumerable<(Wait Wait, string Agent, TimeSpan Delay)> Delays(History history)
    {
        var free = history.Staff.ToDictionary(member => member.StaffId, member => FreeSpans(history, member));
        foreach (var wait in history.Stories.SelectMany(story => story.Waits))
        {
            if (wait.Ended is not { Kind: "joined", IsTaken: false } joined || wait.Queued.For is not null || !free.TryGetValue(joined.StaffId!, out var spans))
                continue;
            if (history.Routing.GetValueOrDefault(wait.Queue)?.MostOfAgent is not null || !RoutingKept.IsAble(history, wait, joined.StaffId!, wait.From))
                continue; // had room, but not for this one

            // The span in which it was given ends with it: the slot was taken.
            var span = spans.LastOrDefault(one => one.From < joined.At);
            if (span.Until >= joined.At && !history.OfferingQueues.Any(history.MemberOf(joined.StaffId!)!.Serves))
                yield return (wait, joined.StaffId!, joined.At - Latest(span.From, wait.From, wait.Queued.NotBefore ?? wait.From, OthersFirstUntil(history, wait, joined.StaffId!)));
        }
    }

    private static DateTimeOffset OthersFirstUntil(History history, Wait wait, string staffId) =>
        history.StoryOf(wait.Conversation)!.Tenures.FindLast(tenure => tenure.OthersComeFirst && tenure.StaffId == staffId && tenure.Until <= wait.From) is { } last
            ? last.Until + OthersFirst
            : DateTimeOffset.MinValue;

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset> moments)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var moment in moments)
            latest = moment > latest ? moment : latest;
        return latest;
    }

    /// <summary>When the agent was surely available and had room by the facts; each assignment begins a new span.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset Until)> FreeSpans(History history, Member member)
    {
        var steps = new List<(DateTimeOffset At, int Held, bool? Available, int? Capacity)>();
        foreach (var tenure in history.Stories.SelectMany(story => story.Tenures).Where(tenure => tenure.StaffId == member.StaffId))
        {
            steps.Add((tenure.From, 1, null, null));
            if (tenure.Ended is not null)
                steps.Add((tenure.Until, -1, tenure.IsWithoutReply ? false : null, null)); // whoever did not reply is not there until they say so
        }

        var heard = DateTimeOffset.MaxValue;
        foreach (var call in history.Presence.Where(call => call.StaffId == member.StaffId).OrderBy(call => call.SentAt))
        {
            if (call.SentAt - heard > Lease)
                steps.Add((heard + Lease, 0, false, null));
            if (call.Status == Presence.Available && call.ToldAt is { } told)
                steps.Add((told, 0, true, call.Capacity));
            else if (call.Status is not null)
                steps.Add((call.SentAt, 0, false, null));
            heard = call.SentAt;
        }

        var spans = new List<(DateTimeOffset, DateTimeOffset)>();
        var (held, available, capacity) = (0, false, member.Capacity);
        DateTimeOffset? since = null;
        foreach (var step in steps.OrderBy(step => step.At))
        {
            if (since is { } from)
                spans.Add((from, step.At));
            held += step.Held;
            available = step.Available ?? available;
            capacity = step.Capacity ?? capacity;
            since = available && held < capacity ? step.At : null;
        }

        if (since is { } last)
            spans.Add((last, history.EndedAt));
        return spans;
    }
}
