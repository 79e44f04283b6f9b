using System.Collections.Immutable;
using System.Globalization;

namespace Muster.Auditing;

/// <summary>Of which parts a log consists, as stored: storage cannot list, and what a part held must be known apart from it.</summary>
public sealed record AuditBook
{
    /// <summary>Lines of a part, its closing line included: as many facts as a journal may hold, with room to spare.</summary>
    public const int MostLinesOfPart = 10_000;

    /// <summary>Oldest first.</summary>
    public ImmutableArray<AuditPart> Closed { get; init; } = [];

    /// <summary>The one that is written, as it stood when this was stored last; null where nothing has been recorded yet.</summary>
    public AuditPart? Open { get; init; }

    public IEnumerable<AuditPart> Parts => Open is null ? Closed : Closed.Append(Open);

    /// <summary>The grain key of a part's journal. A conversation's id has no slash in it.</summary>
    public static string JournalOf(string agency, string part) => $"{agency}/audit/{part}";

    /// <summary>What stood before a part.</summary>
    public AuditHead Before(AuditPart part) =>
        Closed.LastOrDefault(other => other.First < part.First) is { } earlier ? new AuditHead(part.First - 1, earlier.Head, "") : AuditHead.None;

    /// <summary>With a part in the place of the open one, which ends as given.</summary>
    /// <param name="ended">How the open one ended; null where there is none.</param>
    /// <param name="head">What the new one follows.</param>
    /// <param name="today">It belongs to this day, or to the open one's if that is later: the clock of another node may be ahead.</param>
    public AuditBook Turn(AuditPart? ended, AuditHead head, DateOnly today)
    {
        var day = ended is not null && ended.Day > today ? ended.Day : today;
        var name = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var earlier = Parts.Count(part => part.Day == day);
        var next = new AuditPart(earlier == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}/{earlier + 1}"), head.Number + 1, 0, head.Hash);
        return new AuditBook { Closed = ended is null ? Closed : Closed.Add(ended), Open = next };
    }
}

/// <summary>The lines of a day, or some of them.</summary>
/// <param name="Name"><c>yyyy-MM-dd</c>, and from the day's second part on <c>yyyy-MM-dd/n</c>.</param>
/// <param name="First">The number of its first line.</param>
/// <param name="Count">Its lines.</param>
/// <param name="Head">The hash of its last line; of an empty one, of the last before it.</param>
public sealed record AuditPart(string Name, long First, int Count, string Head)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public DateOnly Day => DateOnly.ParseExact(Name.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
