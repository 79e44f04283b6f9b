using Muster.Agents;

namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// A lease lapses 30 s after the console was last heard of and not before; then everything held waits again. Nothing is given to
/// whoever said long ago that they take nothing.
/// </summary>
public static class Leases
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>In a calm run: from the end of the lease until everything is back in its line.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>A conversation may have been on its way to the agent for so long: a call's time-out, and its repetition.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(75);

    public static IEnumerable<Violation> Check(History history)
    {
        var calls = history.Presence.GroupBy(call => call.StaffId).ToDictionary(own => own.Key, own => own.OrderBy(call => call.SentAt).ToList());
        foreach (var tenure in history.Stories.SelectMany(story => story.Tenures))
        {
            var own = calls.GetValueOrDefault(tenure.StaffId) ?? [];
            foreach (var violation in Early(history, tenure, own).Concat(Late(history, tenure, own)).Concat(GivenWhileAway(history, tenure, own)))
                yield return violation;
        }
    }

    private static IEnumerable<Violation> Early(History history, Tenure tenure, List<PresenceCall> calls)
    {
        if (Left(history, tenure) is not { Reason: "agent-lost" } left || WasDoubled(history, tenure, left.At))
            yield break;

        // A crash, or a slow step, may come between the lapse and the return of what was held.
        var lapsed = history.LapsesOf(tenure.StaffId).Where(lapsed => lapsed > tenure.From && lapsed <= left.At).DefaultIfEmpty(left.At).Last();
        var known = calls.Where(call => call.SentAt > lapsed - Lease && call.Status != Presence.Offline && !MayBeForgotten(history, call));
        if (known.FirstOrDefault(call => call.ToldAt <= lapsed) is { } heard)
            yield return new Violation("a lease lasts 30 s", $"{left}, although {heard}");
        else if (!history.LosesCalls && known.FirstOrDefault(call => call.SentAt < lapsed) is { } tried)
            yield return new Violation("a lease does not run while the product is down", $"{left}, although {tried}");
    }

    private static IEnumerable<Violation> Late(History history, Tenure tenure, List<PresenceCall> calls)
    {
        if (!history.IsCalm)
            yield break;

        var last = calls.FindLast(call => call.SentAt <= tenure.Until)?.ToldAt ?? tenure.From;
        var heardAgain = calls.Find(call => call.SentAt > last)?.SentAt ?? DateTimeOffset.MaxValue;
        var due = (last > tenure.From ? last : tenure.From) + Lease + Soon;
        if (due < tenure.Until && due < heardAgain && due < history.EndedAt)
            yield return new Violation("a lapsed lease gives back", $"{tenure.StaffId} was last heard of at {last:HH:mm:ss.fff} and held {tenure.Joined} until {tenure.Until:HH:mm:ss.fff}");
    }

    private static IEnumerable<Violation> GivenWhileAway(History history, Tenure tenure, List<PresenceCall> calls)
    {
        if (history.OfferingQueues.Contains(tenure.Joined.Queue!))
            yield break; // whoever accepts an offer has taken it themselves

        // The last that was surely in force when the conversation can have been given, unless something sent since may have changed it.
        var given = tenure.From - (history.IsCalm ? TimeSpan.FromSeconds(2) : OnItsWay);
        var inForce = calls.FindLast(call => call.Status is not null && call.ToldAt < given);
        if (inForce is not { Status: not Presence.Available } || calls.Exists(call => call.Status == Presence.Available && call.SentAt > inForce.SentAt && call.SentAt < tenure.From))
            yield break;
        if (calls.Exists(call => call is { Status: Presence.Available, ToldAt: null } && call.SentAt < inForce.SentAt))
            yield break; // it may have come late

        yield return new Violation("nothing is given to the absent", $"{tenure.Joined}, although {inForce}");
    }

    /// <summary>
    /// Of an agent who exists twice, the one that knows nothing of a conversation may be asked about it; then it goes back to the line,
    /// which keeps it in sight.
    /// </summary>
    private static bool WasDoubled(History history, Tenure tenure, DateTimeOffset at) =>
        history.IsDoubled(tenure.Conversation, at) || history.IsDoubled(tenure.StaffId, at);

    /// <summary>Of an agent who exists twice, the one that heard the console may be the one that goes.</summary>
    private static bool MayBeForgotten(History history, PresenceCall call) =>
        history.IsDoubled(call.StaffId, call.SentAt) || history.IsDoubled(call.StaffId, call.ToldAt ?? call.SentAt);

    private static StoredFact? Left(History history, Tenure tenure) =>
        tenure.Ended is { Kind: "queued" } queued && history.StoryOf(tenure.Conversation)!.At(queued.Seq - 1) is { Kind: "left" } left ? left : null;
}
