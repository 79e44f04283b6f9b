using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>How one member of staff signs in, as stored.</summary>
public sealed record Account
{
    /// <summary>Null where nobody has made this account.</summary>
    public StaffMember? Member { get; init; }

    /// <summary>For administrators alone.</summary>
    public string RealName { get; init; } = "";

    public string? PasswordHash { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<SignedIn> Sessions { get; init; } = [];
}
