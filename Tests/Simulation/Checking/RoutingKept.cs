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
        [.. history.Stories.SelectMany(story => Places(history, story)), .. history.Stories.SelectMany(Experts), .. Able(history), .. Limits(history)];

    /// <summary>What the words earn that had been said by then, less what a message lets pass that is answered later.</summary>
    public static TimeSpan HeadStart(Story story, Wait wait) => IsInDanger(story, wait) ? TimeSpan.FromDays(3_650)
        : (Says(story, "urgent") || WasRaised(story, wait) ? TimeSpan.FromSeconds(Scenario.UrgentHeadStart) : TimeSpan.Zero)
            - (Yields(story, wait) ? TimeSpan.FromSeconds(Scenario.MessagesYield) : TimeSpan.Zero);

    /// <summary>Whether the agent could take it then. It may have stood in the line before its start reached the journal.</summary>
    public static bool IsAble(History history, Wait wait, string staffId, DateTimeOffset at) =>
        history.StoryOf(wait.Conversation) is not { } story || (HasSkill(history, story, wait, staffId, at) && Helps(history, story, wait, staffId, at));

    /// <summary>Whoever does not serve the queue helps where somebody has waited long enough; not for a message that is answered later.</summary>
    private static bool Helps(History history, Story story, Wait wait, string staffId, DateTimeOffset at) =>
        history.MemberOf(staffId) is not { } member
        || member.Queues.Contains(wait.Queue)
        || (member.Helps.TryGetValue(wait.Queue, out var seconds) && (seconds == 0 || IsInDanger(story, wait) || (!Yields(story, wait) && at >= Since(story, wait).AddSeconds(seconds))));

    private static bool HasSkill(History history, Story story, Wait wait, string staffId, DateTimeOffset at)
    {
        var experts = WithExperts(history, story, wait);
        return IsInDanger(story, wait)
            || !history.Routing.TryGetValue(wait.Queue, out var routing)
            || (experts is null && !Says(story, "pumps"))
            || history.MemberOf(staffId)?.Pumps >= Scenario.PumpsLevel
            || (routing.AnybodyAfter is { } seconds && at >= (experts?.AskedAt ?? Since(story, wait)).AddSeconds(seconds));
    }

    /// <summary>What was decided when it was handed to experts, if that is what was done last with it; of a consult, the question to them.</summary>
    private static StoredFact? WithExperts(History history, Story story, Wait wait) =>
        story.ConsultOf is not null ? Consults.QuestionOf(history, story) is { Group: not null } asked ? asked : null
        : story.Facts.LastOrDefault(fact => fact.Seq <= wait.Queued.Seq && (fact.Kind == "transferred" || fact is { Kind: "queued", Reason: "not-taken" })) is { Group: not null } handed ? story.At(handed.Seq + 2) : null;

    private static DateTimeOffset Since(Story story, Wait wait) => new DateTimeOffset(wait.Queued.Ticket, TimeSpan.Zero) + HeadStart(story, wait);

    private static bool IsInDanger(Story story, Wait wait) => WasInDanger(story, wait.Queued.Seq);

    /// <summary>Whoever handed it over or moved it said so.</summary>
    private static bool WasRaised(Story story, Wait wait) => story.Facts.Any(fact => fact.Seq < wait.Queued.Seq && fact is { Kind: "transferred", Priority: "urgent" });

    public static bool WasInDanger(Story story, long before) =>
        story.Facts.Any(fact => fact.Seq < before && fact is { Kind: "message", From: "citizen" } && IsCallForHelp(fact.Text));

    private static bool IsCallForHelp(string? text) => text?.Split(' ').Contains("trapped") == true;

    private static bool Yields(Story story, Wait wait) =>
        !IsInDanger(story, wait) && story.Facts.Any(fact => fact.Seq < wait.Queued.Seq && (fact.LeavesMessage || fact is { Kind: "contact-asked", IsCallBack: false }));

    private static bool Says(Story story, string word) =>
        story.Facts.FirstOrDefault(fact => fact.Kind == "message")?.Text?.Split(' ').Contains(word) == true;

    private static IEnumerable<Violation> Places(History history, Story story)
    {
        if (story.Started is not { } started)
            yield break;

        foreach (var wait in story.Waits.Where(wait => history.IsCalm && wait.Queued.Ticket < (started.At - HeadStart(story, wait) - OnItsWay).UtcTicks))
            yield return new Violation("nobody gets a head start they have not earned", $"{wait.Queued} is due at {new DateTimeOffset(wait.Queued.Ticket, TimeSpan.Zero):HH:mm:ss.fff}, not {started.At - HeadStart(story, wait):HH:mm:ss.fff}");
    }

    /// <summary>A handover to experts asks for them from then on; a life in danger waits for nobody's skill.</summary>
    private static IEnumerable<Violation> Experts(Story story) =>
        from handed in story.Facts
        where handed is { Kind: "transferred", Group: not null } && !WasInDanger(story, handed.Seq)
            && !(story.At(handed.Seq + 2) is { Kind: "triaged", AskedAt: { } at } && at >= story.At(handed.Seq - 1)!.At && at <= handed.At)
        select new Violation("experts are asked for from the handover on", $"{handed} is followed by {story.At(handed.Seq + 2)}");

    /// <summary>Whoever calls for help while they wait may be given to anybody before their new place in the line, or, where that is tried again, their call is written.</summary>
    private static IEnumerable<Violation> Able(History history) =>
        from story in history.Stories
        from wait in story.Waits
        where wait.Ended is { Kind: "joined", IsTaken: false } && wait.Queued.For is null && !WasInDanger(story, wait.Ended.Seq)
            && !history.Requests.Exists(request => request.Conversation == wait.Conversation && request.IsFromCitizen && IsCallForHelp(request.Text) && request.FirstSentAt < wait.Until)
            && !WaitsInOne(history, wait).Any(part => IsAble(history, part, wait.Ended.StaffId!, part.Until))
        select new Violation("only the able are given", $"{wait.Ended} asks for a skill they lack, or is not theirs to help with yet");

    /// <summary>An offer outlasts another place in the line: it was right when it was made.</summary>
    public static IEnumerable<Wait> WaitsInOne(History history, Wait wait)
    {
        yield return wait;
        var waits = history.StoryOf(wait.Conversation)!.Waits;
        for (var at = waits.IndexOf(wait); history.OfferingQueues.Contains(wait.Queue) && at > 0 && waits[at - 1].Ended == waits[at].Queued; at--)
            yield return waits[at - 1];
    }

    private static IEnumerable<Violation> Limits(History history) =>
        from held in history.Stories.SelectMany(story => story.Tenures).GroupBy(tenure => (tenure.StaffId, Queue: tenure.Joined.Queue!))
        let most = history.Routing.GetValueOrDefault(held.Key.Queue)?.MostOfAgent
        where most is not null
        from over in CapacityKept.MoreThan(most.Value, held, history)
        where !history.Disturbances.Exists(fault => fault.At <= over.From.From && fault.At > over.From.From - InDoubt)
        select new Violation("a queue's limit is kept", $"{held.Key.StaffId} holds {over.InHand} of {most} from {over.From.Joined} on");
}
