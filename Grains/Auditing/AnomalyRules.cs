using System.Collections.Immutable;
using System.Globalization;

namespace Muster.Auditing;

/// <summary>
/// What stands out in what staff did (S105): a hint where to look, and no verdict. Everybody is compared with the others in their role, because
/// supervisors read and administrators see names as their work; by the median, which one or two who do far too much do not move.
/// </summary>
public static class AnomalyRules
{
    public static readonly ImmutableArray<AnomalyKind> Kinds = [.. Enum.GetValues<AnomalyKind>()];

    /// <summary>A day of summer time's end is an hour longer.</summary>
    public static bool IsWellFormed(this AnomalyQuery query) =>
        query.From < query.Until && query.Until - query.From <= TimeSpan.FromDays(AuditLimits.MostDaysCounted) + TimeSpan.FromHours(1);

    public static string Told(this AnomalyQuery query) =>
        string.Create(CultureInfo.InvariantCulture, $"anomalies from={query.From.UtcDateTime:s} to={query.Until.UtcDateTime:s}");

    /// <summary>As what a line counts; null for what is nobody's business here.</summary>
    public static AnomalyKind? KindOf(AuditLine line) => line.Action switch
    {
        AuditAction.ConversationRead when line.Role != "agent" => AnomalyKind.Reads,
        AuditAction.TranscriptExported or AuditAction.AccountsExported or AuditAction.RegisterExported or AuditAction.AuditExported => AnomalyKind.Exports,
        AuditAction.NameRevealed or AuditAction.AccountsRead => AnomalyKind.Names,
        AuditAction.Refused => AnomalyKind.Refusals,
        AuditAction.SignInFailed => AnomalyKind.FailedSignIns,
        _ => null,
    };

    public static bool StandsOut(int count, int usual) => count >= AuditLimits.OutlierLeast && count > AuditLimits.OutlierTimes * (long)usual;

    /// <summary>Those who did something, each beside the others in their role.</summary>
    public static ImmutableArray<StaffFigures> Compare(IEnumerable<StaffFigures> staff) =>
    [
        .. staff.GroupBy(one => one.Role).SelectMany(Judge)
            .OrderByDescending(one => one.Outliers.Length)
            .ThenBy(one => one.UserName, StringComparer.OrdinalIgnoreCase)
            .ThenBy(one => one.StaffId, StringComparer.Ordinal),
    ];

    /// <summary>The median without one of these: of an even number the lower one in the middle; 0 of nobody.</summary>
    /// <param name="sorted">Ascending.</param>
    /// <param name="own">What is left out, once.</param>
    public static int MedianWithout(ImmutableArray<int> sorted, int own)
    {
        if (sorted.Length < 2)
            return 0;

        var middle = (sorted.Length - 2) / 2;
        return sorted[middle < sorted.BinarySearch(own) ? middle : middle + 1];
    }

    private static IEnumerable<StaffFigures> Judge(IEnumerable<StaffFigures> role)
    {
        var all = role.ToList();
        var sorted = Kinds.ToDictionary(kind => kind, kind => all.Select(one => one.Figures.Of(kind)).Order().ToImmutableArray());
        foreach (var one in all)
        {
            var usual = Kinds.Aggregate(AnomalyFigures.None, (so, kind) => so.With(kind, MedianWithout(sorted[kind], one.Figures.Of(kind))));
            yield return one with { Usual = usual, Outliers = [.. Kinds.Where(kind => StandsOut(one.Figures.Of(kind), usual.Of(kind)))] };
        }
    }
}
