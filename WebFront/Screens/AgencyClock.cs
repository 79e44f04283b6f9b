using Muster.Agencies;

namespace Muster.WebFront.Screens;

/// <summary>Times as staff read them, and as people name them: a page without script cannot know its reader's clock, so it is the agency's.</summary>
public static class AgencyClock
{
    public static DateTimeOffset Local(this AgencySettings agency, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, ZoneOf(agency));

    /// <summary>The first moment, UTC, at which the agency's clocks show a time: of an hour that comes twice the first, and where one is left out the moment after it.</summary>
    public static DateTimeOffset Moment(this AgencySettings agency, DateTime shown)
    {
        var zone = ZoneOf(agency);
        while (zone.IsInvalidTime(shown))
            shown = shown.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(shown) ? zone.GetAmbiguousTimeOffsets(shown).Max() : zone.GetUtcOffset(shown);
        return new DateTimeOffset(shown, offset).ToUniversalTime();
    }

    private static TimeZoneInfo ZoneOf(AgencySettings agency) => TimeZoneInfo.FindSystemTimeZoneById(agency.TimeZone);
}
