using System.Globalization;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// How long records are kept, in months: it names the month in which they fall due, and so the data key they are written with. Nothing is
/// destroyed by itself.
/// </summary>
public sealed record KeepMonths
{
    /// <summary>The period of what falls due never by itself: it is written anew as long as it is used.</summary>
    public const string Standing = "standing";

    /// <summary>Months of the longest keeping: a hundred years.</summary>
    public const int Most = 1_200;

    /// <summary>Conversations, from the month they were opened in.</summary>
    public int Conversations { get; init; } = 24;

    /// <summary>The register of closed conversations, from the month of its day.</summary>
    public int Register { get; init; } = 24;

    /// <summary>Figures, from the month of their quarter of an hour.</summary>
    public int Figures { get; init; } = 84;

    /// <summary>Audit lines, from the month of their day.</summary>
    public int Audit { get; init; } = 84;

    /// <summary>The month in which a record of that class falls due.</summary>
    public string DueOf(RecordClass kind, DateTimeOffset at) => Month(at, kind switch
    {
        RecordClass.Register => Register,
        RecordClass.Figures => Figures,
        RecordClass.Audit => Audit,
        _ => Conversations,
    });

    /// <summary>Whether the whole month is over, so that everything of it is due.</summary>
    public static bool IsOver(string period, DateTimeOffset now) => IsMonth(period) && string.CompareOrdinal(period, Month(now, 0)) < 0;

    /// <summary>Whether it is a month as periods are written.</summary>
    public static bool IsMonth(string period) =>
        DateOnly.TryParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Month(DateTimeOffset at, int later)
    {
        var months = (at.UtcDateTime.Year * 12) + at.UtcDateTime.Month - 1 + later;
        return string.Create(CultureInfo.InvariantCulture, $"{months / 12:0000}-{(months % 12) + 1:00}");
    }
}
