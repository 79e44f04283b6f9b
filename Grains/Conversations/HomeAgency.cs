using Muster.Agencies;

namespace Muster.Conversations;

/// <summary>The agency a conversation belongs to, as it last looked.</summary>
internal sealed class HomeAgency(IGrainFactory grains, string agency, TimeProvider clock)
{
    /// <summary>It may be this old when a rule asks for it.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(15);

    /// <summary>However old; null before anybody looked.</summary>
    public AgencyView? Known { get; private set; }

    /// <summary>New enough for a rule; null where there is no such agency.</summary>
    public async Task<AgencyView?> Look()
    {
        if (Known is null || clock.GetUtcNow() - Known.At > Age)
            Known = (await grains.GetGrain<IAgencyGrain>(agency).Look()).Value;
        return Known;
    }
}
