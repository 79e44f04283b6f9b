using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Queues;

namespace Muster.WebFront.Api;

/// <summary>An agency with the lines of its queues, in the order of its settings.</summary>
/// <param name="Lines">Null for a queue that could not be asked.</param>
/// <param name="At">When it was asked.</param>
public sealed record AgencyNow(string Id, AgencyView View, ImmutableArray<LineSnapshot?> Lines, DateTimeOffset At)
{
    public AgencySettings Settings => View.Settings;

    /// <summary>What the API answers; written by the first who asks.</summary>
    internal byte[]? Page { get; set; }

    public LineSnapshot? Line(string queue)
    {
        for (var index = 0; index < Settings.Queues.Length; index++)
        {
            if (Settings.Queues[index].Id == queue)
                return Lines[index];
        }

        return null;
    }

    public bool Has(string? queue) => Settings.Queues.Any(known => known.Id == queue);

    public QueueOpening? Opening(string queue) => View.Queues.FirstOrDefault(opening => opening.Id == queue);
}
