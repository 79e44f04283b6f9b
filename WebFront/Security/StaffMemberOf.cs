using Muster.Agencies;
using Muster.Identity;

namespace Muster.WebFront.Security;

/// <summary>A signed-in member of an agency's staff.</summary>
public sealed class StaffMemberOf(string agency, StaffSession session)
{
    public string Agency { get; } = agency;

    public StaffMember Member => Session.Member;

    public StaffSession Session { get; } = session;

    /// <summary>As grains know who asks.</summary>
    public Caller Caller { get; } = Caller.Staff(session.Member.Role, agency, session.Member.StaffId, session.Member.Queues);
}
