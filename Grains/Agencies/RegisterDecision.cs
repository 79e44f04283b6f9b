using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>What becomes of the register: the entry as it shall be stored, what is wrong with which field, or a refusal.</summary>
public sealed record RegisterDecision(StaffEntry? Entry, ImmutableArray<AccountProblem> Problems, Refusal? Refusal)
{
    public static implicit operator RegisterDecision(StaffEntry entry) => new(entry, [], null);

    public static implicit operator RegisterDecision(Refusal refusal) => new(null, [], refusal);

    public static implicit operator RegisterDecision(ImmutableArray<AccountProblem> problems) => new(null, problems, null);

    public static RegisterDecision Wrong(string field, AccountFault fault) => new(null, [new AccountProblem(field, fault)], null);
}
