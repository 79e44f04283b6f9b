using Muster.Agencies;
using Muster.Identity;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Admin;

/// <summary>Who looks at an administrator's page, and the agency it is about.</summary>
public sealed record AdminView(StaffMemberOf Staff, AgencySettings Agency)
{
    /// <summary>Whether they may change what they see; auditors may not.</summary>
    public bool IsKeeper => Staff.Member.Role == Role.Administrator;

    /// <summary>By the agency's clocks: a page without script cannot know its reader's.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => Agency.Local(at);
}
