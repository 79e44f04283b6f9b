using System.Globalization;

namespace Muster.Silo.Storage.Encryption;

/// <summary>Which records share a data key: the one table of it. What it does not know is <see cref="RecordClass.Other"/>, and standing.</summary>
internal static class RecordPlaces
{
    private const string Audit = "audit/";
    private const int LongestAgency = 40;

    /// <summary>Whose and of which kind a journal is, by its key: <c>agency/conversation</c> or <c>agency/audit/yyyy-MM-dd</c>.</summary>
    public static KeyScope OfJournal(string journal) => new(AgencyOf(journal), IsAudit(journal) ? RecordClass.Audit : RecordClass.Conversation);

    /// <summary>The moment that a journal's month follows from: its key's day, or when its first entry was made.</summary>
    public static DateTimeOffset BeginningOf(string journal, DateTimeOffset firstAt) =>
        IsAudit(journal) && DayIn(RestOf(journal)[Audit.Length..]) is { } day ? day : firstAt;

    public static KeyScope OfState(GrainId grain)
    {
        var key = grain.Key.ToString() ?? "";
        return grain.Type.ToString() switch
        {
            "storage" => new(KeyScope.NoAgency, RecordClass.Other),
            "agency" or "account" or "agent" => new(AgencyOf(key), RecordClass.Staff),
            "queue" => new(AgencyOf(key), RecordClass.Line),
            "register" => new(AgencyOf(key), RecordClass.Register),
            "metrics" => new(AgencyOf(key), RecordClass.Figures),
            "audit" => new(AgencyOf(key), RecordClass.Audit),
            _ => new(AgencyOf(key), RecordClass.Other),
        };
    }

    /// <summary>The month in which a state falls due: its key names a day. Standing where it does not.</summary>
    public static string PeriodOf(GrainId grain, RecordClass kind, KeepMonths keep)
    {
        if (kind is not (RecordClass.Register or RecordClass.Figures or RecordClass.Audit)) return KeepMonths.Standing;
        foreach (var part in (grain.Key.ToString() ?? "").Split('/'))
        {
            if (DayIn(part) is { } day) return keep.DueOf(kind, day);
        }

        return KeepMonths.Standing;
    }

    private static bool IsAudit(string journal) => RestOf(journal).StartsWith(Audit, StringComparison.Ordinal);

    private static string AgencyOf(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var agency = slash < 0 ? key : key[..slash];
        return agency.Length is > 0 and <= LongestAgency && agency.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            ? agency
            : KeyScope.NoAgency;
    }

    private static string RestOf(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static DateTimeOffset? DayIn(string text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : null;
}
