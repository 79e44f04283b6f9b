using Muster.Agencies;
using Muster.WebFront.Security;

namespace Muster.WebFront.Console;

/// <summary>What the page of one's own account shows.</summary>
/// <param name="Security">Null while the session is locked.</param>
/// <param name="ShortestPassword">Characters of a new password.</param>
public sealed record AccountView(StaffMemberOf Staff, AccountSecurity? Security, int ShortestPassword)
{
    /// <summary>What was done, as a key of the wording; null for nothing.</summary>
    public string? Done { get; init; }

    /// <summary>What is wrong: the field and the key of its words.</summary>
    public (string Field, string Words)? Error { get; init; }

    /// <summary>A second factor to be put into an app, until its first code was shown.</summary>
    public FactorSecret? Factor { get; init; }

    /// <summary>Recovery codes, shown this once.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    public SessionState State => Staff.Session.State;

    public string? ErrorOf(string field) => Error is { } error && error.Field == field ? error.Words : null;
}
