using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>What an account's sign-in needs to know of the register.</summary>
/// <param name="Member">Who signs in, and as what.</param>
/// <param name="IsEnabled">Whether they may.</param>
/// <param name="Persons">Who may use it, where it is shared: one of them is to be named. Nothing for one person's account.</param>
[GenerateSerializer, Immutable, Alias("muster.account-standing")]
public sealed record AccountStanding(StaffMember Member, bool IsEnabled, ImmutableArray<string> Persons);
