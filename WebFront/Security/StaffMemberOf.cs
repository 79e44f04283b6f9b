using Muster.Agencies;
using Muster.Identity;

namespace Muster.WebFront.Security;

/// <summary>A signed-in member of an agency's staff.</summary>
/// <param name="account">The grain key of the account they signed in to.</param>
public sealed class StaffMemberOf(string agency, string account, StaffSession session)
{
    public string Agency { get; } = agency;

    public string Account { get; } = account;

    public StaffMember Member => Session.Member;

    public StaffSession Session { get; } = session;

    /// <summary>Whether the session may do all that the role may.</summary>
    public bool IsOpen => Session.State == SessionState.Open;

    /// <summary>As grains know who asks.</summary>
    public Caller Caller { get; } = Caller.Staff(session.Member.Role, agency, session.Member.StaffId, session.Member.Queues);
}
