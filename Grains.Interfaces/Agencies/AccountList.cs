using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>The register as it is stored, by user name, and what the agency asks of it.</summary>
/// <param name="Today">The agency's day.</param>
[GenerateSerializer, Immutable, Alias("muster.account-list")]
public sealed record AccountList(ImmutableArray<RegisteredAccount> Accounts, StaffPolicy Policy, DateOnly Today);
