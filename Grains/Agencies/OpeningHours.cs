using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>
/// When a queue is open. The clock on the agency's wall decides: an hour that a clock change repeats is judged twice, one that it
/// skips does not happen.
/// </summary>
public sealed class OpeningHours
{
    /// <summary>How far ahead a change is looked for: the same date next year included.</summary>
    public static readonly TimeSpan Sight = TimeSpan.FromDays(366);

    private static readonly ImmutableArray<Span> AllDay = [new(TimeSpan.Zero, TimeSpan.FromDays(1))];

    private readonly TimeZoneInfo _zone;
    private readonly ImmutableArray<ImmutableArray<Span>> _week;
    private readonly Dictionary<DateOnly, ImmutableArray<Span>> _specialDays;
    private readonly EmergencyOpening? _emergency;

    /// <summary>The hours of a queue: its own if it has any, else the agency's.</summary>
    /// <remarks>Special days hold for every queue but one that says itself that it is open at all hours (S32: a flood has no holidays).</remarks>
    public OpeningHours(AgencySettings agency, QueueSettings queue)
    {
        _zone = TimeZoneInfo.FindSystemTimeZoneById(agency.TimeZone);
        _emergency = agency.Emergency is { } emergency && (emergency.Queues.IsEmpty || emergency.Queues.Contains(queue.Id)) ? emergency : null;
        var hours = queue.Hours ?? agency.Hours;
        _week = [.. Enum.GetValues<DayOfWeek>().Select(day => hours.IsEmpty ? AllDay : SpansOf(hours, day))];
        _specialDays = queue.Hours is { IsEmpty: true }
            ? []
            : agency.SpecialDays.ToDictionary(day => day.Date, day => day.Open.Select(open => new Span(open.From, open.Until)).ToImmutableArray());
    }

    private bool IsNeverClosed => _specialDays.Count == 0 && _week.All(day => day.SequenceEqual(AllDay));

    public bool IsOpen(DateTimeOffset at)
    {
        if (_emergency is { } emergency && at >= emergency.From && at < emergency.Until) return true;

        var local = TimeZoneInfo.ConvertTime(at, _zone).DateTime;
        return SpansOf(DateOnly.FromDateTime(local)).Any(span => span.Holds(local.TimeOfDay));
    }

    /// <summary>When it opens or closes next; null where that is not in <see cref="Sight"/>.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset after) => NextChange(after, after + Sight);

    private DateTimeOffset? NextChange(DateTimeOffset after, DateTimeOffset horizon)
    {
        if (IsNeverClosed) return null;

        var isOpen = IsOpen(after);
        return Days(after, horizon)
            .SelectMany(Turns)
            .Where(turn => turn > after && turn <= horizon && IsOpen(turn) != isOpen)
            .Select(turn => (DateTimeOffset?)turn)
            .FirstOrDefault();
    }

    /// <summary>The spans in which it is open, as far as they lie between two moments.</summary>
    public IEnumerable<CalendarSpan> Open(DateTimeOffset from, DateTimeOffset until)
    {
        for (var (at, isOpen) = (from, IsOpen(from)); at < until; isOpen = !isOpen)
        {
            var next = NextChange(at, until) ?? until;
            if (isOpen) yield return new CalendarSpan(at, next);
            at = next;
        }
    }

    private static IEnumerable<DateTimeOffset> Days(DateTimeOffset from, DateTimeOffset until)
    {
        for (var day = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero); day <= until; day = day.AddDays(1)) yield return day;
    }

    /// <summary>The moments of a UTC day at which the answer may change, ascending: every edge of a span by either offset, and a clock change.</summary>
    private IEnumerable<DateTimeOffset> Turns(DateTimeOffset day)
    {
        var next = day.AddDays(1);
        var (before, after) = (_zone.GetUtcOffset(day), _zone.GetUtcOffset(next));
        var turns = Edges(day, before);
        if (after != before) turns = [.. turns, .. Edges(day, after), ClockChange(day, next, before)];
        if (_emergency is { } emergency) turns = turns.Append(emergency.From).Append(emergency.Until);
        return turns.Where(turn => turn >= day && turn < next).Order();
    }

    private IEnumerable<DateTimeOffset> Edges(DateTimeOffset day, TimeSpan offset)
    {
        var first = DateOnly.FromDateTime(day.DateTime + offset);
        for (var date = first; date <= first.AddDays(1); date = date.AddDays(1))
        {
            var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue) - offset, TimeSpan.Zero);
            yield return midnight;
            foreach (var span in SpansOf(date))
            {
                yield return midnight + span.From;
                yield return midnight + span.Until;
            }
        }
    }

    /// <summary>The first second with another offset than <paramref name="before"/>; clock changes fall on whole seconds.</summary>
    private DateTimeOffset ClockChange(DateTimeOffset from, DateTimeOffset to, TimeSpan before)
    {
        var (low, high) = (0, (int)(to - from).TotalSeconds);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_zone.GetUtcOffset(from.AddSeconds(middle)) == before) low = middle;
            else high = middle;
        }

        return from.AddSeconds(high);
    }

    private ImmutableArray<Span> SpansOf(DateOnly date) =>
        _specialDays.TryGetValue(date, out var special) ? special : _week[(int)date.DayOfWeek];

    private static ImmutableArray<Span> SpansOf(ImmutableArray<OpenHours> hours, DayOfWeek day) =>
        [.. hours.Where(open => open.Day == day).Select(open => new Span(open.From, open.Until))];

    /// <summary>From, included, until, excluded; since midnight. Until 00:00 is the end of the day.</summary>
    private readonly record struct Span(TimeSpan From, TimeSpan Until)
    {
        public Span(TimeOnly from, TimeOnly until)
            : this(from.ToTimeSpan(), until == TimeOnly.MinValue ? TimeSpan.FromDays(1) : until.ToTimeSpan())
        {
        }

        public bool Holds(TimeSpan time) => time >= From && time < Until;
    }
}
