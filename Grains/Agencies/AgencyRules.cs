namespace Muster.Agencies;

/// <summary>What an agency looks like at a moment.</summary>
public static class AgencyRules
{
    public static AgencyView View(this AgencySettings settings, DateTimeOffset now) =>
        new(settings, [.. settings.Queues.Select(queue => settings.Opening(queue, now))], now);

    public static QueueSettings? Queue(this AgencySettings settings, string id) =>
        settings.Queues.FirstOrDefault(queue => queue.Id == id);

    public static ExpertGroup? ExpertGroup(this AgencySettings settings, string id) =>
        settings.ExpertGroups.OrNone().FirstOrDefault(group => group.Id == id);

    /// <summary>When a view stops being true: at the first opening or closing.</summary>
    public static DateTimeOffset HoldsUntil(this AgencyView view) =>
        view.Queues.Select(queue => queue.OpensAt ?? queue.ClosesAt).Min() ?? DateTimeOffset.MaxValue;

    /// <summary>From the beginning of the day it is there.</summary>
    public static AgencyCalendar Calendar(this AgencySettings settings, DateTimeOffset now)
    {
        var from = settings.MidnightOf(settings.DayAt(now));
        var until = settings.MidnightOf(settings.DayAt(now).AddDays(AgencyCalendar.Days));
        return new AgencyCalendar(from, until, [.. settings.Queues.Select(queue => new QueueCalendar(queue.Id, [.. new OpeningHours(settings, queue).Open(from, until)]))]);
    }

    /// <summary>The first moment of a day there; where the clocks skip midnight, the first after it.</summary>
    private static DateTimeOffset MidnightOf(this AgencySettings settings, DateOnly day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local - offset, TimeSpan.Zero);
    }

    private static QueueOpening Opening(this AgencySettings settings, QueueSettings queue, DateTimeOffset now)
    {
        var hours = new OpeningHours(settings, queue);
        return hours.IsOpen(now)
            ? new QueueOpening(queue.Id, true, OpensAt: null, hours.NextChange(now))
            : new QueueOpening(queue.Id, false, hours.NextChange(now), ClosesAt: null);
    }
}
