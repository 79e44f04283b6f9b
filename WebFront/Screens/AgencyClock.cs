using Muster.Agencies;

namespace Muster.WebFront.Screens;

/// <summary>Times as staff read them: a page without script cannot know its reader's clock, so it is the agency's.</summary>
public static class AgencyClock
{
    public static DateTimeOffset Local(this AgencySettings agency, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(agency.TimeZone));
}
