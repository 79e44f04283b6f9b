namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// What an agent handed over and nobody took goes back to the queue it came from: by the facts alone not sooner than the settings say, and for nobody alone but who handed it
/// over. In a calm run it goes back without fail.
/// </summary>
public static class WaysBack
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static IEnumerable<Violation> Check(History history) => history.Stories.SelectMany(story => Check(history, story));

    private static IEnumerable<Violation> Check(History history, Story story)
    {
        StoredFact? handed = null, queued = null;
        string? queue = null, from = null;
        foreach (var fact in story.Facts)
        {
            if (fact is { Kind: "queued", Reason: "not-taken" } && Wrong(history, story, fact, handed, queued, from) is { } why)
                yield return new Violation("what nobody took goes back to where it came from", $"{fact}, although {why}");
            if (fact.Kind is "queued" or "joined" or "closed" && IsLate(history, story, handed, queued, fact.At))
                yield return new Violation("what nobody takes goes back", $"{handed} waited until {fact}");

            if (fact.Kind == "transferred")
                (handed, from, queued) = (fact.IsBySupervisor ? null : fact, queue, null);
            else if (fact.Kind is "joined" or "closed" or "queued" && (fact.Kind != "queued" || fact.Reason == "not-taken"))
                handed = null;
            else if (fact.Kind == "queued")
                queued = fact;
            if (fact.Kind is "queued" or "joined")
                queue = fact.Queue;
        }

        if (IsLate(history, story, handed, queued, history.EndedAt))
            yield return new Violation("what nobody takes goes back", $"{handed} waits for ever");
    }

    private static string? Wrong(History history, Story story, StoredFact back, StoredFact? handed, StoredFact? queued, string? from) =>
        handed is null || queued is null ? "no agent had handed it over"
        : back.Queue != from ? $"it was handed over in {from}"
        : back.For is not null && back.For != handed.StaffId ? $"{handed.StaffId} had handed it over"
        : back.For is not null && RoutingKept.WasInDanger(story, back.Seq) ? "a life is in danger"
        : DueAt(history, story, handed, queued, back.Seq) is not { } due ? "it was to stay there"
        : back.At < due ? $"it was due only at {due:HH:mm:ss.fff}"
        : null;

    private static bool IsLate(History history, Story story, StoredFact? handed, StoredFact? queued, DateTimeOffset at) =>
        history.IsCalm && handed is not null && queued is not null && DueAt(history, story, handed, queued, queued.Seq) is { } due && at > due + Soon;

    private static DateTimeOffset? DueAt(History history, Story story, StoredFact handed, StoredFact queued, int before)
    {
        var isForLater = story.Facts.Any(fact => fact.Seq < queued.Seq && (fact.LeavesMessage || fact is { Kind: "contact-asked", IsCallBack: false }));
        if (history.TransferReturn is not { } patience || (isForLater && !RoutingKept.WasInDanger(story, before)))
            return null;

        var since = queued.NotBefore > handed.At ? queued.NotBefore.Value : handed.At;
        return queued.ForUntil > since + patience ? queued.ForUntil : since + patience;
    }
}
