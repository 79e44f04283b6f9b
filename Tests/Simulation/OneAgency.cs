using Muster.Agencies;

namespace Muster.Tests.Simulation;

/// <summary>The one agency of a run.</summary>
internal sealed class OneAgency(AgencySettings settings) : IAgencySettingsSource
{
    public ValueTask<AgencySettings?> Find(string agency) => new(agency == settings.Id ? settings : null);
}
