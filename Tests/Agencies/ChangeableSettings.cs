using Muster.Agencies;

namespace Muster.Tests.Agencies;

/// <summary>Settings of one agency that a test changes.</summary>
internal sealed class ChangeableSettings : IAgencySettingsSource
{
    public AgencySettings? Settings { get; set; }

    public ValueTask<AgencySettings?> Find(string agency) => new(Settings is { } settings && settings.Id == agency ? settings : null);
}
