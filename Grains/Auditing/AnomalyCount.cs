using System.Collections.Immutable;
using Muster.Records;

namespace Muster.Auditing;

/// <summary>Counts what the lines of some days say about each member of staff.</summary>
public sealed class AnomalyCount(string agency, AnomalyQuery query)
{
    /// <summary>Such actors are no members of staff.</summary>
    private static readonly ImmutableArray<string> Nobodies = ["nobody", "citizen", "system"];

    private readonly Dictionary<string, AuditedStaff> _register = query.Staff.DistinctBy(one => one.StaffId).ToDictionary(one => one.StaffId, StringComparer.Ordinal);
    private readonly Dictionary<string, AuditedStaff> _byUserName = query.Staff.DistinctBy(one => one.UserName).ToDictionary(one => one.UserName, StringComparer.Ordinal);
    private readonly Dictionary<string, (AuditedStaff Who, AnomalyFigures Figures)> _staff = new(StringComparer.Ordinal);
    private AnomalyFigures _others = AnomalyFigures.None;
    private DateTimeOffset _countedUntil = query.Until;
    private DateTimeOffset _lastAt;
    private int _lookedAt;
    private int _unreadable;

    /// <param name="end">The number of the log's last line.</param>
    public async Task<AnomalyReport> Run(IJournal<AuditLine, AuditHead> journal, AuditBook book, long end)
    {
        var (reader, last) = (new AuditReader(journal, agency), DateOnly.FromDateTime(query.Until.UtcDateTime).AddDays(1));
        var asked = new AuditQuery(query.From, query.Until, Actor: null, Action: null, Subject: null, After: 0, AuditLimits.MostLines);
        foreach (var part in book.PartsFor(asked).TakeWhile(part => part.Day <= last))
        {
            var lines = (int)Math.Min(part == book.Open ? end - part.First + 1 : part.Count, AuditBook.MostLinesOfPart);
            await foreach (var (_, line) in reader.Read(part.Name, 0, lines))
            {
                if (line is null)
                    _unreadable++;
                else if (asked.Fits(line) && !Add(line))
                    return Report();
            }
        }

        return Report();
    }

    /// <summary>Whether more lines may follow.</summary>
    public bool Add(AuditLine line)
    {
        if (_lookedAt == AuditLimits.MostCounted)
        {
            _countedUntil = _lastAt;
            return false;
        }

        (_lookedAt, _lastAt) = (_lookedAt + 1, line.At);
        var (kind, who) = (AnomalyRules.KindOf(line), WhoseIs(line));
        if (who is null)
            _others = Plus(_others, kind, line.Count);
        else
            _staff[who.StaffId] = (who, Plus(_staff.GetValueOrDefault(who.StaffId).Figures ?? AnomalyFigures.None, kind, line.Count));
        return true;
    }

    public AnomalyReport Report() => new(
        AnomalyRules.Compare(_staff.Values.Select(one => new StaffFigures(one.Who.StaffId, one.Who.UserName, one.Who.Role, one.Figures, AnomalyFigures.None, []))),
        _others,
        _lookedAt,
        _countedUntil,
        _unreadable);

    /// <summary>A failed sign-in has no actor: it counts for the account that somebody wanted to get into.</summary>
    private AuditedStaff? WhoseIs(AuditLine line)
    {
        if (line.Action == AuditAction.SignInFailed)
            return line.Subject is { } account ? _byUserName.GetValueOrDefault(account) : null;

        return line.Actor is { } id && line.ActorAgency == agency && !Nobodies.Contains(line.Role)
            ? _register.GetValueOrDefault(id) ?? new AuditedStaff(id, id, line.Role)
            : null;
    }

    private static AnomalyFigures Plus(AnomalyFigures figures, AnomalyKind? kind, int count) =>
        kind is { } counted ? figures.With(counted, (int)Math.Min((long)figures.Of(counted) + count, int.MaxValue)) : figures;
}
