using FsCheck;
using FsCheck.Fluent;
using Muster.Agencies;

namespace Muster.Tests.Agencies;

/// <summary>The rules against somebody who stands before the door and looks at the clock every minute.</summary>
public sealed class OpeningHoursPropertyTests
{
    /// <summary>Half hours, hours at midnight, a day left out, a month without: every kind of clock change there is.</summary>
    private static readonly (string Zone, DateTimeOffset From)[] ClockChanges =
    [
        ("Australia/Brisbane", At(2026, 6, 1)),
        ("Australia/Sydney", At(2026, 4, 2)),
        ("Australia/Sydney", At(2026, 10, 1)),
        ("Australia/Lord_Howe", At(2026, 4, 2)),
        ("Australia/Lord_Howe", At(2026, 10, 1)),
        ("Europe/London", At(2026, 3, 27)),
        ("Europe/London", At(2026, 10, 23)),
        ("Europe/Dublin", At(2026, 10, 23)),
        ("America/New_York", At(2026, 3, 6)),
        ("America/New_York", At(2026, 10, 30)),
        ("America/Santiago", At(2026, 4, 3)),
        ("America/Santiago", At(2026, 9, 4)),
        ("America/St_Johns", At(2010, 3, 12)),
        ("America/St_Johns", At(2010, 11, 5)),
        ("Africa/Casablanca", At(2026, 2, 13)),
        ("Asia/Beirut", At(2026, 3, 27)),
        ("Pacific/Apia", At(2011, 12, 28)),
        ("Asia/Kathmandu", At(2026, 1, 1)),
    ];

    [Fact]
    public void Every_minute_is_judged_as_by_the_clock_on_the_wall() =>
        Prop.ForAll<int>(ArbMap.Default.ArbFor<int>(), seed => Agree(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static void Agree(Random random)
    {
        var (zoneId, from) = ClockChanges[random.Next(ClockChanges.Length)];
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var agency = SomeHours(random, zoneId, DateOnly.FromDateTime(from.DateTime));
        if (random.Next(3) == 0)
            agency = agency with { Emergency = new EmergencyOpening(from.AddMinutes(random.Next(4_000)), from.AddMinutes(4_000 + random.Next(3_000))) };
        var hours = new OpeningHours(agency, agency.Queues[0]);
        var minutes = Enumerable.Range(0, 6 * 24 * 60).Select(minute => from.AddMinutes(minute)).ToList();
        var open = minutes.ConvertAll(minute => IsOpen(agency, zone, minute));

        var differing = minutes.Where((minute, index) => hours.IsOpen(minute) != open[index]);
        Assert.Empty(differing);

        var calendar = hours.Open(minutes[0], minutes[^1]).ToList();
        Assert.All(calendar.Zip(calendar.Skip(1)), both => Assert.True(both.First.Until < both.Second.From));
        Assert.Equal(open.Take(open.Count - 1).Count(isOpen => isOpen), calendar.Sum(span => (span.Until - span.From).TotalMinutes), 0.001);
        Assert.All(minutes.SkipLast(1).Where((_, index) => open[index]), minute => Assert.Contains(calendar, span => minute >= span.From && minute < span.Until));

        var start = random.Next(minutes.Count / 2);
        var change = open.FindIndex(start, isOpen => isOpen != open[start]);
        if (change >= 0) Assert.Equal(minutes[change], hours.NextChange(minutes[start]));
        else Assert.True(hours.NextChange(minutes[start]) is not { } next || next > minutes[^1], $"{zoneId}: nothing changes for six days.");
    }

    private static bool IsOpen(AgencySettings agency, TimeZoneInfo zone, DateTimeOffset utc)
    {
        if (agency.Emergency is { } emergency && utc >= emergency.From && utc < emergency.Until)
            return true;

        var local = TimeZoneInfo.ConvertTime(utc, zone);
        var (date, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        var spans = agency.SpecialDays.FirstOrDefault(special => special.Date == date) is { } special
            ? special.Open.Select(open => (open.From, open.Until))
            : agency.Hours.Where(open => open.Day == date.DayOfWeek).Select(open => (open.From, open.Until));
        return spans.Any(span => time >= span.From && (time < span.Until || span.Until == TimeOnly.MinValue));
    }

    private static AgencySettings SomeHours(Random random, string zone, DateOnly from)
    {
        var hours = Enum.GetValues<DayOfWeek>().SelectMany(day => Spans(random).Select(span => new OpenHours(day, span.From, span.Until)));
        var special = Enumerable.Range(0, 8).Where(_ => random.Next(4) == 0)
            .Select(day => new SpecialDay(from.AddDays(day), "special") { Open = [.. Spans(random)] });
        return Some.Agency with { TimeZone = zone, Hours = [.. hours.DefaultIfEmpty(new OpenHours(DayOfWeek.Monday, TimeOnly.MinValue, TimeOnly.MinValue))], SpecialDays = [.. special] };
    }

    /// <summary>None to three spans; they may touch, overlap and end at midnight, and like to lie where clocks change.</summary>
    private static IEnumerable<OpenSpan> Spans(Random random)
    {
        for (var left = random.Next(4); left > 0; left--)
        {
            var from = random.Next(2) == 0 ? random.Next(24 * 60) : random.Next(12) * 15;
            var until = Math.Min(from + random.Next(1, 10 * 60), 24 * 60);
            yield return new OpenSpan(Time(from), Time(until % (24 * 60)));
        }
    }

    private static TimeOnly Time(int minutes) => new(minutes / 60, minutes % 60);

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
