using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Agencies;
using Muster.WebFront.Wording;

namespace Muster.WebFront.Citizen;

/// <summary>What a citizen wants to know before the first word: whether somebody is there, until when, and in whose time.</summary>
internal static class AgencyAtTheDoor
{
    public static bool IsOpen(this AgencyView agency) => agency.Queues.Any(queue => queue.IsOpen);

    public static DateTimeOffset? OpensAt(this AgencyView agency) => agency.Queues.Min(queue => queue.OpensAt);

    public static IEnumerable<QueueSettings> OpenQueues(this AgencyView agency) =>
        agency.Settings.Queues.Where(queue => agency.Queues.Any(opening => opening.Id == queue.Id && opening.IsOpen));

    /// <summary>Where a message may be left now, to be answered within the hours (S60).</summary>
    public static IEnumerable<QueueSettings> MessageQueues(this AgencyView agency) =>
        agency.Settings.Queues.Where(queue => queue.TakesMessagesWhenClosed && agency.Queues.Any(opening => opening.Id == queue.Id && !opening.IsOpen));

    public static string QueueName(this AgencyView agency, string id) =>
        agency.Settings.Queues.FirstOrDefault(queue => queue.Id == id)?.Name ?? id;

    public static string Hours(this AgencyView agency, IStringLocalizer<CitizenWording> say)
    {
        var queues = agency.Settings.Queues
            .Select(queue => (queue.Name, Hours: Spans(queue.Hours ?? agency.Settings.Hours, say)))
            .ToList();
        return queues.DistinctBy(queue => queue.Hours).Count() == 1
            ? queues[0].Hours
            : string.Join("; ", queues.Select(queue => $"{queue.Name}: {queue.Hours}"));
    }

    public static string Zone(this AgencyView agency)
    {
        var offset = agency.TimeZone().GetUtcOffset(agency.At);
        return $"{agency.Settings.TimeZone} (UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm})";
    }

    public static string ClockTime(this AgencyView agency, DateTimeOffset at) => agency.Local(at).ToString("HH:mm", CultureInfo.CurrentCulture);

    public static string FullTime(this AgencyView agency, DateTimeOffset at) => agency.Local(at).ToString("f", CultureInfo.CurrentCulture);

    public static string DayAndTime(this AgencyView agency, DateTimeOffset at) => agency.Local(at).ToString("dddd d MMMM, HH:mm", CultureInfo.CurrentCulture);

    private static DateTimeOffset Local(this AgencyView agency, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, agency.TimeZone());

    private static TimeZoneInfo TimeZone(this AgencyView agency) => TimeZoneInfo.FindSystemTimeZoneById(agency.Settings.TimeZone);

    private static string Spans(IReadOnlyCollection<OpenHours> hours, IStringLocalizer<CitizenWording> say)
    {
        if (hours.Count == 0)
            return say["Hours.Always"];

        var days = Enumerable.Range(1, 7)
            .Select(day => (DayOfWeek)(day % 7))
            .Select(day => (Day: day, Times: string.Join(", ", hours.Where(span => span.Day == day).OrderBy(span => span.From).Select(Span))))
            .ToList();
        var runs = new List<string>();
        for (var first = 0; first < days.Count; first++)
        {
            var last = first;
            while (last + 1 < days.Count && days[last + 1].Times == days[first].Times)
                last++;
            if (days[first].Times.Length > 0)
                runs.Add($"{Days(days[first].Day, days[last].Day, say)} {days[first].Times}");
            first = last;
        }

        return string.Join("; ", runs);
    }

    private static string Span(OpenHours hours) =>
        $"{hours.From.ToString("HH:mm", CultureInfo.CurrentCulture)}–{(hours.Until == TimeOnly.MinValue ? "24:00" : hours.Until.ToString("HH:mm", CultureInfo.CurrentCulture))}";

    private static string Days(DayOfWeek first, DayOfWeek last, IStringLocalizer<CitizenWording> say)
    {
        var names = CultureInfo.CurrentCulture.DateTimeFormat;
        return first == last ? names.GetDayName(first) : say["Hours.Days", names.GetDayName(first), names.GetDayName(last)];
    }
}
