using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>The register with what needs somebody's attention (S94).</summary>
/// <param name="Accounts">All of the agency's, by user name.</param>
/// <param name="Policy">What the agency asks of them.</param>
/// <param name="Today">The day it was made, local to the agency.</param>
[GenerateSerializer, Immutable, Alias("muster.account-report")]
public sealed record AccountReport(ImmutableArray<AccountLine> Accounts, StaffPolicy Policy, DateOnly Today);

/// <summary>A line of the report.</summary>
/// <param name="Account">As the register has it.</param>
/// <param name="ReviewBy">By when it is to be reviewed; today for one from before the register.</param>
/// <param name="LastSignInOn">The day (UTC) somebody last signed in; null where none is on record.</param>
/// <param name="Findings">What needs attention; nothing where all is well.</param>
[GenerateSerializer, Immutable, Alias("muster.account-line")]
public sealed record AccountLine(RegisteredAccount Account, DateOnly ReviewBy, DateOnly? LastSignInOn, ImmutableArray<AccountFinding> Findings);

/// <summary>Why an account needs somebody's attention.</summary>
public enum AccountFinding
{
    /// <summary>The register does not say what it is for, whose it is, or for which business area.</summary>
    Incomplete,

    /// <summary>Its email is in none of the agency's domains.</summary>
    UnofficialEmail,

    /// <summary>Its review date has come.</summary>
    ReviewDue,

    /// <summary>Nobody has signed in for <see cref="StaffPolicy.StaleAfterDays"/>, though it may.</summary>
    Stale,
}
