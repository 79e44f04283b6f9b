namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// At no moment does an agent hold more conversations than their account allows, and only from queues they serve; nor does the agent's
/// stored state at any moment name more.
/// </summary>
public static class CapacityKept
{
    public static IEnumerable<Violation> Check(History history) => [.. Held(history), .. Named(history)];

    private static IEnumerable<Violation> Named(History history) =>
        from moment in history.Timeline.OfType<SlotsStored>()
        where moment.Slots.Count > (history.MemberOf(moment.StaffId)?.Capacity ?? 0)
        select new Violation("capacity is kept", $"the stored state of {moment.StaffId} names {moment.Slots.Count} at {moment.At:HH:mm:ss.fff}");

    private static IEnumerable<Violation> Held(History history)
    {
        foreach (var held in history.Stories.SelectMany(story => story.Tenures).GroupBy(tenure => tenure.StaffId))
        {
            if (history.MemberOf(held.Key) is not { } member)
            {
                yield return new Violation("only agents hold", $"{held.Key} is no agent");
                continue;
            }

            foreach (var stray in held.Where(tenure => !member.Serves(tenure.Joined.Queue!)))
                yield return new Violation("only the queue's agents hold", $"{stray.Joined} by somebody who serves {string.Join(", ", member.Queues)}");

            foreach (var (inHand, tenure) in MoreThan(member.Capacity, held))
                yield return new Violation("capacity is kept", $"{member.StaffId} holds {inHand} of {member.Capacity} from {tenure.Joined} on");
        }
    }

    /// <summary>Each of an agent's tenures that began when as many were in hand already. What ended in the same instant had ended before.</summary>
    public static IEnumerable<(int InHand, Tenure From)> MoreThan(int most, IEnumerable<Tenure> held)
    {
        var inHand = 0;
        foreach (var (_, change, tenure) in held
            .SelectMany(tenure => new[] { (At: tenure.From, Change: 1, Tenure: tenure), (At: tenure.Until, Change: -1, Tenure: tenure) })
            .OrderBy(step => step.At).ThenBy(step => step.Change))
        {
            inHand += change;
            if (inHand > most && change > 0)
                yield return (inHand, tenure);
        }
    }
}
