using Muster.Identity;

namespace Muster.Bans;

/// <summary>
/// The bans of one agency, key <c>agency</c>: proposed by agents, decided by another person, limited in time. They hold on to a browser that
/// said which it is, never to an address.
/// </summary>
[Alias("Muster.IBanGrain")]
public interface IBanGrain : IGrainWithStringKey
{
    /// <summary>A conversation passes on what its agent proposes. The same conversation has one open proposal or ban; a repeat gets that.</summary>
    Task<Outcome<Ban>> Propose(Caller caller, BanProposal proposal);

    /// <summary>A conversation was ended for abuse; for its supervisors to see. A repeat is harmless.</summary>
    Task<Outcome<EndedForAbuse>> Report(Caller caller, EndedForAbuse ended);

    /// <summary>A supervisor of the area says yes: it begins now. Repeating it is harmless.</summary>
    Task<Outcome<Ban>> Approve(Caller caller, DecideBan command);

    /// <summary>A supervisor of the area says no.</summary>
    Task<Outcome<Ban>> Refuse(Caller caller, DecideBan command);

    /// <summary>A supervisor of the area ends it before its time.</summary>
    Task<Outcome<Ban>> Lift(Caller caller, DecideBan command);

    /// <summary>What a supervisor may see: proposals, bans and ended conversations of their areas, the newest first.</summary>
    Task<Outcome<BanList>> List(Caller caller);

    /// <summary>Which browsers may not start now; for Muster itself.</summary>
    Task<Outcome<BansInForce>> InForce(Caller caller);
}
