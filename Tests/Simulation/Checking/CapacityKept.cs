namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// At no moment does an agent hold more conversations than their account allows, and only from queues they serve; nor does the agent's
/// stored state at any moment name more. A supervisor holds what they took over alone, within their account's capacity. One alone that says of itself that a supervisor gave it to them may be more, and the supervisor must have.
/// </summary>
public static class CapacityKept
{
    public static IEnumerable<Violation> Check(History history) => [.. Held(history), .. Named(history), .. Unasked(history)];

    private static IEnumerable<Violation> Named(History history) =>
        from moment in history.Timeline.OfType<SlotsStored>()
        where moment.Slots.Skip(history.MemberOf(moment.StaffId)?.Capacity ?? 0).Any(slot => !slot.IsBeyondLimit) // the oldest stand first
        select new Violation("capacity is kept", $"the stored state of {moment.StaffId} names {moment.Slots.Count} at {moment.At:HH:mm:ss.fff}");

    private static IEnumerable<Violation> Unasked(History history) =>
        from story in history.Stories
        from wait in story.Waits
        where wait.Ended is { Kind: "joined", IsBeyondLimit: true } && !(wait.Queued.IsBeyondLimit && wait.Queued.For == wait.Ended.StaffId)
        select new Violation("only a supervisor gives beyond the limit", $"{wait.Ended} says so, and {wait.Queued} does not");

    private static IEnumerable<Violation> Held(History history)
    {
        foreach (var held in history.Stories.SelectMany(story => story.Tenures).GroupBy(tenure => tenure.StaffId))
        {
            if (history.MemberOf(held.Key) is not { } member)
            {
                yield return new Violation("only agents hold", $"{held.Key} is no agent");
                continue;
            }

            foreach (var stray in held.Where(tenure => member.Oversees ? !tenure.Joined.IsTaken : tenure.Joined.IsTaken || !member.Serves(tenure.Joined.Queue!)))
                yield return new Violation("only the queue's agents hold", $"{stray.Joined} by somebody who {(member.Oversees ? "takes what they hold" : $"serves {string.Join(", ", member.Queues)}")}");

            foreach (var (inHand, tenure) in MoreThan(member.Capacity, held, history))
                yield return new Violation("capacity is kept", $"{member.StaffId} holds {inHand} of {member.Capacity} from {tenure.Joined} on");
        }
    }

    /// <summary>
    /// Each of an agent's tenures that began when as many were in hand already. What ended in the same instant had ended before; one that was given beyond the limit may
    /// be more, and takes nothing from what had been given before it, though it may have been accepted sooner.
    /// </summary>
    public static IEnumerable<(int InHand, Tenure From)> MoreThan(int most, IEnumerable<Tenure> held, History history)
    {
        var spans = new Lazy<ILookup<string, SlotSpan>>(() => history.SlotSpans().ToLookup(span => span.Conversation));
        var inHand = new List<Tenure>();
        foreach (var (_, begins, tenure) in held
            .Where(tenure => tenure.Until > tenure.From)
            .SelectMany(tenure => new[] { (At: tenure.From, Begins: true, Tenure: tenure), (At: tenure.Until, Begins: false, Tenure: tenure) })
            .OrderBy(step => step.At).ThenBy(step => step.Begins))
        {
            if (!begins)
            {
                inHand.Remove(tenure);
                continue;
            }

            inHand.Add(tenure);
            if (inHand.Count > most && !tenure.Joined.IsBeyondLimit && inHand.Count(other => !IsOnTop(other)) > most)
                yield return (inHand.Count, tenure);

            bool IsOnTop(Tenure other) => other.Joined.IsBeyondLimit && GivenAt(other) > GivenAt(tenure);
        }

        DateTimeOffset GivenAt(Tenure tenure) => SlotSpan.BeginningOf(spans.Value[tenure.Conversation], tenure.StaffId, tenure.From);
    }
}
