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

    /// <summary>Whether the register keeps it from signing in.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Who may use it, where it is shared (S95).</summary>
    public ImmutableArray<string> Persons { get; init; } = [];

    /// <summary>The day (UTC) of the last sign-in; no finer, for it is there to find accounts nobody uses.</summary>
    public DateOnly? LastSignInOn { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<SignedIn> Sessions { get; init; } = [];

    /// <summary>Whoever signs in changes the password first.</summary>
    public bool IsPasswordDue { get; init; }

    /// <summary>Null where none is set up.</summary>
    public SecondFactor? SecondFactor { get; init; }

    /// <summary>The secret of a second factor of which no code was shown yet; null for none.</summary>
    public ImmutableArray<byte>? PendingSecret { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<KnownDevice> Devices { get; init; } = [];

    /// <summary>Wrong passwords on devices that are not trusted.</summary>
    public SignInAttempts Attempts { get; init; }

    /// <summary>Wrong codes there.</summary>
    public SignInAttempts CodeAttempts { get; init; }

    /// <summary>Assertions that could be shown again.</summary>
    public ImmutableArray<UsedAssertion> Assertions { get; init; } = [];
}
