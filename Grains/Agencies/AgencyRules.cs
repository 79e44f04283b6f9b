namespace Muster.Agencies;

/// <summary>What an agency looks like at a moment.</summary>
public static class AgencyRules
{
    public static AgencyView View(this AgencySettings settings, DateTimeOffset now) =>
        new(settings, [.. settings.Queues.Select(queue => settings.Opening(queue, now))], now);

    public static QueueSettings? Queue(this AgencySettings settings, string id) =>
        settings.Queues.FirstOrDefault(queue => queue.Id == id);

    /// <summary>When a view stops being true: at the first opening or closing.</summary>
    public static DateTimeOffset HoldsUntil(this AgencyView view) =>
        view.Queues.Select(queue => queue.OpensAt ?? queue.ClosesAt).Min() ?? DateTimeOffset.MaxValue;

    private static QueueOpening Opening(this AgencySettings settings, QueueSettings queue, DateTimeOffset now)
    {
        var hours = new OpeningHours(settings, queue);
        return hours.IsOpen(now)
            ? new QueueOpening(queue.Id, true, OpensAt: null, hours.NextChange(now))
            : new QueueOpening(queue.Id, false, hours.NextChange(now), ClosesAt: null);
    }
}
