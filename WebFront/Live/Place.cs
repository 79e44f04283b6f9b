using Muster.Queues;

namespace Muster.WebFront.Live;

/// <summary>Where a citizen stands in a line.</summary>
/// <param name="Ahead">At most this many are served before; null where the line as known is older than the ticket.</param>
/// <param name="At">When the line was looked at, UTC.</param>
public sealed record Place(int? Ahead, DateTimeOffset At)
{
    /// <summary>How long they may wait from then on; null where it cannot be estimated.</summary>
    public WaitPoint? Wait { get; init; }

    /// <summary>The queue has closed since: they are served on.</summary>
    public bool IsClosed { get; init; }

    /// <summary>What everybody in the line is told; null for nothing.</summary>
    public LineNotice? Notice { get; init; }

    /// <summary>
    /// The place a ticket has in a line known by at most 64 points. Between two points the exact number is not known: the answer is
    /// then the most it can be, so that nobody is promised too much.
    /// </summary>
    public static Place Of(LineSnapshot line, long ticket)
    {
        var points = line.Points;
        var (low, high) = (0, points.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (points[middle].Ticket == ticket)
                return InLine(points[middle].Ahead, line);
            if (points[middle].Ticket < ticket)
                low = middle + 1;
            else
                high = middle - 1;
        }

        // low is the first point behind the ticket.
        return low == points.Length ? new Place(null, line.At) { IsClosed = line.IsClosed, Notice = line.Notice } : InLine(low == 0 ? 0 : Math.Max(points[low].Ahead - 1, 0), line);
    }

    private static Place InLine(int ahead, LineSnapshot line) => new(ahead, line.Outlook?.At ?? line.At) { Wait = line.Outlook?.For(ahead), IsClosed = line.IsClosed, Notice = line.Notice };
}
