namespace Muster.WebFront.Security;

/// <summary>A session that has just begun, and the text of the cookie that proves it.</summary>
public sealed record SignedIn(StaffMemberOf Staff, string Cookie);
