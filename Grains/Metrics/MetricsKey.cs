using System.Globalization;
using Muster.Identity;

namespace Muster.Metrics;

/// <summary>How the grain of a queue's quarter of an hour is named: <c>agency/queue/yyyy-MM-ddTHH:mm</c>, UTC.</summary>
/// <param name="From">The quarter's beginning.</param>
public sealed record MetricsKey(string Agency, string Queue, DateTimeOffset From)
{
    public static MetricsKey Parse(string key)
    {
        var parts = key.Split('/');
        return new(parts[0], parts[1], DateTimeOffset.ParseExact(parts[2], QuarterOfHour.Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }

    /// <summary>Supervisors and viewers of the queue, administrators of the agency, and Muster itself.</summary>
    public bool MaySee(Caller caller) => caller.Agency == Agency && caller.Role switch
    {
        Role.Supervisor or Role.Viewer => caller.Areas.Contains(Queue),
        Role.Administrator or Role.System => true,
        _ => false,
    };
}
