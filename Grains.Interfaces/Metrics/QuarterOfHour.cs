using System.Globalization;

namespace Muster.Metrics;

/// <summary>The quarters of an hour by which is counted, UTC.</summary>
public static class QuarterOfHour
{
    /// <summary>How a key writes the beginning.</summary>
    public const string Format = "yyyy-MM-dd'T'HH:mm";

    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    /// <summary>The beginning of the quarter that a moment lies in.</summary>
    public static DateTimeOffset Of(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % Length.Ticks), TimeSpan.Zero);

    /// <summary>The key of the grain that counts for a queue: <c>agency/queue/yyyy-MM-ddTHH:mm</c>.</summary>
    /// <param name="agency">Its id.</param>
    /// <param name="queue">Its id.</param>
    /// <param name="at">Any moment of the quarter.</param>
    public static string Key(string agency, string queue, DateTimeOffset at) => $"{agency}/{queue}/{Of(at).ToString(Format, CultureInfo.InvariantCulture)}";
}
