namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// Where some are urgent and some ask for a skill: each stands in the line by when they started, less the head start that their own first
/// words earn them; who is given one that asks for a skill has it, unless it has waited long enough for anybody or was handed to them; and
/// nobody holds more of a queue than it allows. What somebody asks for is read off their words here, not off what the product made of them.
/// </summary>
public static class RoutingKept
{
    /// <summary>What a call takes from the start to the journal, at most, where nothing strikes.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(5);

    /// <summary>A queue decides, and then a call takes its time; where faults strike, it is repeated.</summary>
    private static readonly TimeSpan InDoubt = TimeSpan.FromSeconds(75);

    public static IEnumerable<Violation> Check(History history) =>
        history.Routing.Count == 0 ? [] : [.. history.Stories.SelectMany(story => Places(history, story)), .. Able(history), .. Limits(history)];

    /// <summary>What the words of the first message earn.</summary>
    public static TimeSpan HeadStart(Story story) =>
        Says(story, "urgent") ? TimeSpan.FromSeconds(Scenario.UrgentHeadStart) : TimeSpan.Zero;

    /// <summary>Whether the agent could take it then. It may have stood in the line before its start reached the journal.</summary>
    public static bool IsAble(History history, Wait wait, string staffId, DateTimeOffset at)
    {
        var story = history.StoryOf(wait.Conversation);
        return !history.Routing.TryGetValue(wait.Queue, out var routing)
            || story is null
            || !Says(story, "pumps")
            || history.MemberOf(staffId)?.Pumps >= Scenario.PumpsLevel
            || (routing.AnybodyAfter is { } seconds && at >= new DateTimeOffset(wait.Queued.Ticket, TimeSpan.Zero) + HeadStart(story) + TimeSpan.FromSeconds(seconds));
    }

    private static bool Says(Story story, string word) =>
        story.Facts.FirstOrDefault(fact => fact.Kind == "message")?.Text?.Split(' ').Contains(word) == true;

    private static IEnumerable<Violation> Places(History history, Story story)
    {
        if (story.Started is not { } started)
            yield break;

        var due = started.At - HeadStart(story);
        foreach (var wait in story.Waits.Where(wait => history.IsCalm && wait.Queued.Ticket < (due - OnItsWay).UtcTicks))
            yield return new Violation("nobody gets a head start they have not earned", $"{wait.Queued} is due at {new DateTimeOffset(wait.Queued.Ticket, TimeSpan.Zero):HH:mm:ss.fff}, not {due:HH:mm:ss.fff}");
    }

    private static IEnumerable<Violation> Able(History history) =>
        from wait in history.Stories.SelectMany(story => story.Waits)
        where wait.Ended is { Kind: "joined" } && wait.Queued.For is null
            && !IsAble(history, wait, wait.Ended.StaffId!, wait.Until)
        select new Violation("only the able are given", $"{wait.Ended} asks for a skill they lack");

    private static IEnumerable<Violation> Limits(History history) =>
        from held in history.Stories.SelectMany(story => story.Tenures).GroupBy(tenure => (tenure.StaffId, Queue: tenure.Joined.Queue!))
        let most = history.Routing.GetValueOrDefault(held.Key.Queue)?.MostOfAgent
        where most is not null
        from over in CapacityKept.MoreThan(most.Value, held)
        where !history.Disturbances.Exists(fault => fault.At <= over.From.From && fault.At > over.From.From - InDoubt)
        select new Violation("a queue's limit is kept", $"{held.Key.StaffId} holds {over.InHand} of {most} from {over.From.Joined} on");
}
