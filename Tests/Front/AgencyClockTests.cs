using System.Globalization;
using Muster.Agencies;
using Muster.WebFront.Screens;

namespace Muster.Tests.Front;

/// <summary>A time that somebody names by the agency's clocks, and what moment that is; the browser code's own test reads the same.</summary>
public sealed class AgencyClockTests
{
    /// <summary>The zone, what its clocks show, and when they do so first, UTC: a plain time, one in an hour that is left out, and one in an hour that comes twice.</summary>
    public static readonly (string Zone, string Shown, string Moment)[] Vectors =
    [
        ("Australia/Brisbane", "2026-11-30T09:00", "2026-11-29T23:00"),
        ("America/New_York", "2026-12-24T18:05", "2026-12-24T23:05"),
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
    ];

    [Fact]
    public void A_time_is_the_first_moment_at_which_the_agencys_clocks_show_it_or_a_later_one()
    {
        foreach (var (zone, shown, moment) in Vectors)
        {
            var agency = new AgencySettings(Some.Agency, "Riverbend", zone, []);

            Assert.Equal((zone, DateTimeOffset.Parse($"{moment}Z", CultureInfo.InvariantCulture)), (zone, agency.Moment(DateTime.Parse(shown, CultureInfo.InvariantCulture))));
        }
    }
}
