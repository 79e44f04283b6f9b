namespace Muster.Agencies;

/// <summary>One line of the directory.</summary>
/// <param name="Member">Who.</param>
/// <param name="IsComplete">Whether the account they sign in with was stored too; until then the same user name may be added again.</param>
public sealed record StaffEntry(StaffMember Member, bool IsComplete);
