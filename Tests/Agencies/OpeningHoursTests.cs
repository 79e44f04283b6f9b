using System.Globalization;
using Muster.Agencies;

namespace Muster.Tests.Agencies;

/// <summary>Hours as people on the agency's street would tell them.</summary>
public sealed class OpeningHoursTests
{
    private static readonly OpenHours MondayOffice = new(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(17, 0));

    [Fact]
    public void A_queue_without_hours_is_always_open()
    {
        var hours = Hours("Australia/Sydney");

        Assert.True(hours.IsOpen(Utc("2026-12-25T03:00")));
        Assert.Null(hours.NextChange(Utc("2026-12-25T03:00")));
    }

    [Theory]
    [InlineData("2026-11-22T21:59:59", false)]
    [InlineData("2026-11-22T22:00", true)]
    [InlineData("2026-11-23T05:59:59", true)]
    [InlineData("2026-11-23T06:00", false)]
    public void Opening_is_included_and_closing_is_not(string utc, bool isOpen) // Sydney is 11 hours ahead in summer
    {
        var hours = Hours("Australia/Sydney", MondayOffice);

        Assert.Equal(isOpen, hours.IsOpen(Utc(utc)));
    }

    [Fact]
    public void The_next_opening_is_told_over_the_weekend()
    {
        var hours = Hours("Australia/Sydney", MondayOffice);

        Assert.Equal(Utc("2026-11-22T22:00"), hours.NextChange(Utc("2026-11-20T00:00")));
    }

    [Fact]
    public void Office_hours_stay_at_nine_when_the_clocks_change()
    {
        var hours = Hours("Europe/London", MondayOffice);

        Assert.Equal(Utc("2026-10-19T08:00"), hours.NextChange(Utc("2026-10-18T12:00"))); // summer time
        Assert.Equal(Utc("2026-10-26T09:00"), hours.NextChange(Utc("2026-10-25T12:00"))); // the clocks went back that night
    }

    [Fact]
    public void An_opening_that_the_clocks_skip_is_the_end_of_the_gap()
    {
        var hours = Hours("Europe/London", new OpenHours(DayOfWeek.Sunday, new TimeOnly(1, 30), new TimeOnly(4, 0)));

        Assert.Equal(Utc("2026-03-29T01:00"), hours.NextChange(Utc("2026-03-28T12:00"))); // 00:59:59 is followed by 02:00 summer time
    }

    [Fact]
    public void A_closing_in_the_repeated_hour_closes_twice()
    {
        var hours = Hours("Europe/London", new OpenHours(DayOfWeek.Sunday, new TimeOnly(0, 0), new TimeOnly(1, 30)));

        var closing = hours.NextChange(Utc("2026-10-24T23:30"))!.Value;
        var again = hours.NextChange(closing)!.Value;

        Assert.Equal(Utc("2026-10-25T00:30"), closing);
        Assert.Equal(Utc("2026-10-25T01:00"), again);
        Assert.Equal(Utc("2026-10-25T01:30"), hours.NextChange(again));
    }

    [Fact]
    public void Midnight_ends_the_day_and_the_next_day_may_go_on()
    {
        var hours = Hours(
            "UTC",
            new OpenHours(DayOfWeek.Monday, new TimeOnly(20, 0), new TimeOnly(0, 0)),
            new OpenHours(DayOfWeek.Tuesday, new TimeOnly(0, 0), new TimeOnly(4, 0)));

        Assert.Equal(Utc("2026-11-24T04:00"), hours.NextChange(Utc("2026-11-23T21:00")));
    }

    [Fact]
    public void A_holiday_is_closed_and_a_special_day_has_its_own_hours()
    {
        var agency = Some.Agency with
        {
            TimeZone = "UTC",
            Hours = [MondayOffice],
            SpecialDays =
            [
                new SpecialDay(new DateOnly(2026, 11, 23), "Holiday"),
                new SpecialDay(new DateOnly(2026, 11, 28), "Market day") { Open = [new OpenSpan(new TimeOnly(10, 0), new TimeOnly(12, 0))] },
            ],
        };

        var hours = new OpeningHours(agency, agency.Queues[0]);

        Assert.False(hours.IsOpen(Utc("2026-11-23T10:00")));
        Assert.Equal(Utc("2026-11-28T10:00"), hours.NextChange(Utc("2026-11-23T10:00")));
    }

    [Fact]
    public void A_flood_queue_has_no_holidays()
    {
        var agency = Some.Agency with { Hours = [MondayOffice], SpecialDays = [new SpecialDay(new DateOnly(2026, 12, 25), "Christmas Day")] };

        var hours = new OpeningHours(agency, new QueueSettings("flood", "Flood help") { Hours = [] });

        Assert.True(hours.IsOpen(Utc("2026-12-25T10:00")));
        Assert.Null(hours.NextChange(Utc("2026-12-25T10:00")));
    }

    [Fact]
    public void In_an_emergency_the_queues_it_names_are_open_day_and_night_and_no_others()
    {
        var agency = Some.Agency with
        {
            TimeZone = "Australia/Brisbane",
            Hours = [MondayOffice],
            SpecialDays = [new SpecialDay(new DateOnly(2026, 12, 25), "Christmas Day")],
            Emergency = new EmergencyOpening(Utc("2026-12-24T20:00"), Utc("2026-12-27T06:00")) { Queues = ["flood"] },
        };
        var (flood, other) = (new OpeningHours(agency, new QueueSettings("flood", "Flood help")), new OpeningHours(agency, new QueueSettings("other", "Other")));

        Assert.Equal([new CalendarSpan(Utc("2026-12-24T20:00"), Utc("2026-12-27T06:00"))], flood.Open(Utc("2026-12-24T00:00"), Utc("2026-12-27T12:00")));
        Assert.Equal(Utc("2026-12-27T06:00"), flood.NextChange(Utc("2026-12-25T00:00")));
        Assert.False(other.IsOpen(Utc("2026-12-25T00:00")));
    }

    [Theory]
    [InlineData("Australia/Sydney", "2026-10-04T02:00", "2026-10-03T14:00", "2026-10-17T13:00")] // the clocks go on within the fortnight
    [InlineData("America/Santiago", "2026-09-06T12:00", "2026-09-06T04:00", "2026-09-20T03:00")] // there is no midnight on the first day
    [InlineData("Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15", "2026-01-14T18:15")]
    public void A_calendar_begins_with_the_day_it_is_there_and_is_fourteen_days_long(string zone, string now, string from, string until)
    {
        var calendar = (Some.Agency with { TimeZone = zone, Hours = [] }).Calendar(Utc(now));

        Assert.Equal((Utc(from), Utc(until)), (calendar.From, calendar.Until));
        Assert.Equal([new CalendarSpan(Utc(from), Utc(until))], calendar.Queues[0].Open);
    }

    [Fact]
    public void A_queue_may_have_hours_of_its_own()
    {
        var agency = Some.Agency with { TimeZone = "UTC", Hours = [MondayOffice] };

        var hours = new OpeningHours(agency, new QueueSettings("late", "Late desk") { Hours = [MondayOffice with { Until = new TimeOnly(21, 0) }] });

        Assert.True(hours.IsOpen(Utc("2026-11-23T20:00")));
    }

    [Fact]
    public void An_opening_a_year_away_is_in_sight_and_a_later_one_is_not()
    {
        var agency = Some.Agency with
        {
            TimeZone = "UTC",
            Queues = [new QueueSettings("fair", "The fair")],
            Hours = [],
            SpecialDays = [.. Enumerable.Range(0, 400).Select(day => new SpecialDay(new DateOnly(2026, 1, 1).AddDays(day), "closed"))],
        };
        var hours = new OpeningHours(agency, agency.Queues[0]);

        Assert.Null(hours.NextChange(Utc("2026-01-01T00:00")));
        Assert.Equal(Utc("2027-02-05T00:00"), hours.NextChange(Utc("2026-02-05T00:00")));
    }

    private static OpeningHours Hours(string zone, params OpenHours[] hours)
    {
        var agency = Some.Agency with { TimeZone = zone, Hours = [.. hours] };
        return new OpeningHours(agency, agency.Queues[0]);
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z", CultureInfo.InvariantCulture);
}
