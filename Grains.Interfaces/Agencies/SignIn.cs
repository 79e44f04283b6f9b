using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>What somebody shows who wants to sign in.</summary>
/// <param name="Code">Six digits of their second factor, or a recovery code; null where they were not asked yet.</param>
/// <param name="Place">Where they are.</param>
/// <param name="Person">Which of them it is, where several share the account; null where nobody does.</param>
[GenerateSerializer, Immutable, Alias("muster.sign-in-request")]
public sealed record SignInRequest(string Password, string? Code, SignInPlace Place, string? Person = null);

/// <summary>Where somebody signs in.</summary>
/// <param name="Label">In a few words, such as <c>Firefox on Linux</c>; at most 60 characters, no address and no version.</param>
/// <param name="DeviceSecret">What an earlier sign-in on this device was given; null for an unknown one.</param>
/// <param name="Trust">Whether the user says that it is their own work device.</param>
/// <param name="Locks">Whether the session locks itself while its user is away.</param>
[GenerateSerializer, Immutable, Alias("muster.sign-in-place")]
public sealed record SignInPlace(string Label, string? DeviceSecret = null, bool Trust = false, bool Locks = false)
{
    public const int LongestLabel = 60;
}

/// <summary>What a session may do.</summary>
public enum SessionState
{
    /// <summary>All that the role may.</summary>
    Open,

    /// <summary>Nothing, until its user shows that they are back.</summary>
    Locked,

    /// <summary>Nothing but to change the password.</summary>
    PasswordDue,

    /// <summary>Nothing but to set up a second factor.</summary>
    SecondFactorDue,
}

/// <summary>How an account is kept safe, for its owner and for the agency's administrators.</summary>
/// <param name="HasSecondFactor">Whether one is set up.</param>
/// <param name="RecoveryCodesLeft">Of those that can stand in for it.</param>
/// <param name="IsPasswordDue">Whether the next sign-in must change the password.</param>
[GenerateSerializer, Immutable, Alias("muster.account-security")]
public sealed record AccountSecurity(
    bool HasSecondFactor,
    int RecoveryCodesLeft,
    bool IsPasswordDue,
    ImmutableArray<SessionView> Sessions,
    ImmutableArray<DeviceView> Devices);

/// <summary>A session, as its owner and administrators see it.</summary>
/// <param name="Handle">Names it and opens nothing.</param>
/// <param name="SeenAt">When it was last used, UTC; to some minutes after a node was lost.</param>
/// <param name="Device">Its browser and system in a few words.</param>
/// <param name="IsOwn">Whether it is the one that asks.</param>
[GenerateSerializer, Immutable, Alias("muster.session-view")]
public sealed record SessionView(
    string Handle,
    DateTimeOffset Since,
    DateTimeOffset SeenAt,
    DateTimeOffset Until,
    string Device,
    bool IsTrusted,
    bool IsLocked,
    bool IsOwn);

/// <summary>A device that was trusted: its sign-ins last longer, and nobody else's guessing keeps its owner out there.</summary>
[GenerateSerializer, Immutable, Alias("muster.device-view")]
public sealed record DeviceView(string Handle, string Label, DateTimeOffset Since, DateTimeOffset UsedAt);

/// <summary>A new second factor, told once, to be put into an authenticator app.</summary>
/// <param name="Secret">Base32 (RFC 4648), without padding.</param>
/// <param name="Uri">The same as <c>otpauth:</c> address, for a QR code.</param>
[GenerateSerializer, Immutable, Alias("muster.factor-secret")]
public sealed record FactorSecret(string Secret, string Uri);

/// <summary>Codes that each stand in for the second factor once; told once.</summary>
[GenerateSerializer, Immutable, Alias("muster.recovery-codes")]
public sealed record RecoveryCodeList(ImmutableArray<string> Codes);
