namespace Muster.Agencies;

/// <summary>Where agencies' settings come from. What it answers has been checked.</summary>
public interface IAgencySettingsSource
{
    /// <summary>The agency's settings as they are now; null where there is no such agency. Quick: it is asked again and again.</summary>
    ValueTask<AgencySettings?> Find(string agency);
}
