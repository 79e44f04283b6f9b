using System.Globalization;

namespace Muster.Metrics;

/// <summary>How the grain of a queue's quarter of an hour is named.</summary>
public static class MetricsKey
{
    /// <param name="at">Any moment of the quarter.</param>
    public static string Of(string agency, string queue, DateTimeOffset at)
    {
        var from = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.FromMinutes(15).Ticks), TimeSpan.Zero);
        return $"{agency}/{queue}/{from.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)}";
    }
}
