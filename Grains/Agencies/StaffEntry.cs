using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>One line of the directory: an account as the register has it.</summary>
/// <param name="Member">Who.</param>
/// <param name="IsComplete">Whether the account they sign in with was stored too; until then the same user name may be added again.</param>
public sealed record StaffEntry(StaffMember Member, bool IsComplete)
{
    /// <summary>Null for one from before the register, or made by a start without it.</summary>
    public Registration? Registration { get; init; }

    public bool IsDisabled { get; init; }

    /// <summary>Whether the account has yet to hear of the last change.</summary>
    public bool IsUntold { get; init; }

    /// <summary>Null for one from before the register.</summary>
    public AccountMark? Created { get; init; }

    public AccountMark? Changed { get; init; }

    /// <summary>Names this member had before: nobody else gets them, for they stand in what citizens keep (S43).</summary>
    public ImmutableArray<string> FormerAliases { get; init; } = [];

    /// <summary>Whether somebody works with it now.</summary>
    public bool IsInUse => IsComplete && !IsDisabled;

    public RegisteredAccount Shown => new(Member, Registration, !IsDisabled, Created, Changed);

    public AccountStanding Standing => new(Member, !IsDisabled, Registration is { IsShared: true } shared ? shared.Officers : []);
}
