using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Identifiers;

namespace Muster.Conversations;

/// <summary>The agency a conversation belongs to, as it last looked.</summary>
internal sealed class HomeAgency(IGrainFactory grains, string agency, TimeProvider clock)
{
    /// <summary>It may be this old when a rule asks for it.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(15);

    private ImmutableArray<IdentifierSettings> _own;
    private Redactor? _redactor;
    private LifeAtRiskSettings? _guarded;
    private LifeGuard? _guard;

    /// <summary>However old; null before anybody looked.</summary>
    public AgencyView? Known { get; private set; }

    /// <summary>Knows the agency's own identifiers, as it last looked.</summary>
    public async ValueTask<Redactor> Redactor()
    {
        if ((Known ?? await Look()) is not { Settings.Identifiers: { IsDefaultOrEmpty: false } own })
            return Identifiers.Redactor.OfEveryAgency;
        if (_redactor is null || own != _own)
            (_redactor, _own) = (new Redactor(own), own);
        return _redactor;
    }

    /// <summary>Knows the agency's phrases, as it last looked.</summary>
    public async ValueTask<LifeGuard> LifeGuard()
    {
        if ((Known ?? await Look()) is not { Settings.LifeAtRisk: { } settings })
            return Conversations.LifeGuard.OfEveryAgency;
        if (_guard is null || !ReferenceEquals(settings, _guarded))
            (_guard, _guarded) = (Conversations.LifeGuard.Of(settings), settings);
        return _guard;
    }

    /// <summary>New enough for a rule; null where there is no such agency.</summary>
    public async Task<AgencyView?> Look()
    {
        if (Known is null || clock.GetUtcNow() - Known.At > Age)
            Known = (await grains.GetGrain<IAgencyGrain>(agency).Look()).Value;
        return Known;
    }
}
