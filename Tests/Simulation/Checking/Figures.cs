using System.Globalization;

namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// The stored figures are what the stored facts add up to, counted here anew by their definitions and with nothing of the product's:
/// none is lost, none counted twice, each in the queue and the quarter of an hour of its fact. A fault may take a rating that came after
/// the conversation had been counted to its end.
/// </summary>
public static class Figures
{
    private const int Queued = 0;
    private const int Assigned = 1;
    private const int FirstReply = 2;
    private const int Response = 3;
    private const int Served = 4;
    private const int Abandoned = 5;
    private const int AbandonedBeforeReply = 6;
    private const int OutOfHours = 7;
    private const int Rated = 8;
    private const int AnsweredByNotice = 9;
    private const int NoticeNotEnough = 10;
    private const int ContactAsked = 11;
    private const int ContactCompleted = 12;
    private const int EndedInLine = 20;

    private static readonly int[] Bounds = [1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1_800, 3_600, 7_200];

    public static IEnumerable<Violation> Check(History history)
    {
        if (history.Figures is not { } figures)
            yield break;

        var stored = figures.ToDictionary(Place);
        var counted = Sums(history, _ => true);
        var sure = Sums(history, fact => history.IsCalm || fact.Kind != "rated" || fact.Seq < history.StoryOf(fact.Conversation)!.Closed?.Seq);
        foreach (var place in stored.Keys.Union(counted.Keys).Order())
        {
            var (isStored, isCounted) = (stored.GetValueOrDefault(place), counted.GetValueOrDefault(place));
            if (isStored != isCounted && !(place.What == Rated && IsBetween(isStored, sure.GetValueOrDefault(place), isCounted)))
                yield return new Violation("figures are what happened", $"stored is {isStored?.ToString() ?? "nothing"}, and it was {isCounted?.ToString() ?? "nothing"}");
        }
    }

    private static (string Queue, string Quarter, int What) Place(StoredFigure figure) => (figure.Queue, figure.Quarter, figure.What);

    private static bool IsBetween(StoredFigure? figure, StoredFigure? least, StoredFigure? most) =>
        (figure?.Number ?? 0) >= (least?.Number ?? 0) && (figure?.Number ?? 0) <= (most?.Number ?? 0)
        && (figure?.Milliseconds ?? 0) >= (least?.Milliseconds ?? 0) && (figure?.Milliseconds ?? 0) <= (most?.Milliseconds ?? 0);

    private static Dictionary<(string Queue, string Quarter, int What), StoredFigure> Sums(History history, Func<StoredFact, bool> isCounted) => history.Stories
        .SelectMany(Count)
        .Where(one => isCounted(one.Fact))
        .GroupBy(one => (one.Queue, one.Quarter, one.What), one => one.Milliseconds)
        .Select(Sum)
        .ToDictionary(Place);

    private static StoredFigure Sum(IGrouping<(string Queue, string Quarter, int What), long> same)
    {
        var buckets = new int[Bounds.Length + 1];
        foreach (var milliseconds in same)
            buckets[Bounds.TakeWhile(bound => milliseconds >= bound * 1_000L).Count()]++;
        return new StoredFigure(same.Key.Queue, same.Key.Quarter, same.Key.What, same.Count(), same.Sum(), string.Join(",", buckets));
    }

    private static IEnumerable<(StoredFact Fact, string Queue, string Quarter, int What, long Milliseconds)> Count(Story story)
    {
        if (story.ConsultOf is not null)
            yield break; // nobody's wait

        var queue = "";
        var (isLeftMessage, isForLater) = (false, false);
        DateTimeOffset? started = null, joined = null, replied = null, unanswered = null, asked = null;
        foreach (var fact in story.Facts)
        {
            (int What, TimeSpan Value)? counts = fact.Kind switch
            {
                "started" => (fact.LeavesMessage ? OutOfHours : Queued, TimeSpan.Zero),
                "notice-answer" when fact.Helped == false && !isForLater => (NoticeNotEnough, fact.At - started!.Value),
                "contact-asked" when asked is null && !isLeftMessage => (ContactAsked, fact.At - started!.Value),
                "closed" when isForLater && fact.StaffId is not null => (ContactCompleted, fact.At - (asked ?? started!.Value)),
                "joined" or "message" or "citizen-left" or "closed" when isForLater => null, // nobody waited for it at a screen
                "joined" when joined is null => (Assigned, fact.At - started!.Value),
                "message" when fact.From == "agent" && replied is null => (FirstReply, fact.At - started!.Value),
                "message" when fact.From == "agent" && unanswered is { } since => (Response, fact.At - since),
                "citizen-left" when replied is null => (AbandonedBeforeReply, fact.At - started!.Value),
                "closed" when fact.Outcome == "answered-by-notice" => (AnsweredByNotice, fact.At - started!.Value),
                "closed" when joined is not null => (Served, fact.At - joined.Value),
                "closed" when fact.Outcome == "ended-in-line" => (EndedInLine, fact.At - started!.Value),
                "closed" => (Abandoned, fact.At - started!.Value),
                "rated" => (Rated, TimeSpan.FromMilliseconds(fact.Satisfaction)),
                _ => null,
            };
            if (counts is var (what, value))
                yield return (fact, fact.Kind == "started" ? fact.Queue! : queue, QuarterOf(fact.At), what, value.Ticks / TimeSpan.TicksPerMillisecond);

            queue = fact.Queue ?? queue;
            started ??= fact.At;
            isLeftMessage |= fact.LeavesMessage;
            asked = fact.Kind == "contact-asked" ? fact.At : asked;
            isForLater = isLeftMessage || asked is not null;
            joined ??= fact.Kind == "joined" ? fact.At : null;
            if (fact.Kind == "message" && fact.From == "agent")
                (replied, unanswered) = (replied ?? fact.At, null);
            else if (fact.Kind == "message")
                unanswered ??= fact.At;
        }
    }

    private static string QuarterOf(DateTimeOffset at) =>
        at.AddMinutes(-(at.Minute % 15)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
