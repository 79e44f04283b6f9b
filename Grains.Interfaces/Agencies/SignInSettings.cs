using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>How an agency's staff sign in and how long that holds.</summary>
/// <param name="SecondFactor">Who must use a second factor; whoever has set one up is asked for it in any case.</param>
/// <param name="ShortestPassword">Characters of a new password, 8 to 64. NIST SP 800-63B-4 asks for 15 where there is no second factor.</param>
/// <param name="SessionHours">How long a session on a trusted device lasts, 1 to 24.</param>
/// <param name="UnknownDeviceHours">How long one on any other device lasts, 1 to 24 and no longer than <paramref name="SessionHours"/> (S99).</param>
/// <param name="DeviceDays">How long a device stays trusted after its last sign-in, 1 to 365.</param>
/// <param name="IdleLockMinutes">Without a sign of its user a console locks itself, 1 to 720; 0 for never (S93).</param>
/// <param name="IdleLockEverySession">Whether sessions of programs lock too: they must then say that their user is there.</param>
[GenerateSerializer, Immutable, Alias("muster.sign-in-settings")]
public sealed record SignInSettings(
    SecondFactorPolicy SecondFactor = SecondFactorPolicy.Optional,
    int ShortestPassword = 12,
    int SessionHours = 12,
    int UnknownDeviceHours = 8,
    int DeviceDays = 90,
    int IdleLockMinutes = 15,
    bool IdleLockEverySession = false)
{
    /// <summary>Roles that must use a second factor although it is optional for others.</summary>
    [Id(0)] public ImmutableArray<Role> SecondFactorRoles { get; init; } = [];

    /// <summary>Whose word about who somebody is counts besides a password; null for nobody's.</summary>
    [Id(1)] public IdentityProviderSettings? IdentityProvider { get; init; }
}

/// <summary>Whether a second factor is a must.</summary>
public enum SecondFactorPolicy
{
    /// <summary>Whoever wants one sets it up.</summary>
    Optional,

    /// <summary>Everybody must.</summary>
    Required,
}

/// <summary>An outside identity provider, or a proxy in front of Muster, that vouches for staff by a signed assertion (RFC 7519).</summary>
/// <param name="Issuer">Its <c>iss</c>, exactly; 1 to 500 characters.</param>
/// <param name="Audience">What its <c>aud</c> must hold: this agency's name at the provider, 1 to 500 characters; no two agencies may share one with the same issuer.</param>
/// <param name="UserNameClaim">The claim that names the account: <c>preferred_username</c>, <c>email</c>, <c>upn</c> or another, 1 to 100 characters.</param>
/// <param name="Domain">Where given, the claim must end in <c>@</c> and this, and what is before it is the user name.</param>
/// <param name="MostMinutes">The longest time between <c>iat</c> and <c>exp</c>, 1 to 60.</param>
/// <param name="SkewSeconds">How far the clocks may differ, 0 to 300.</param>
[GenerateSerializer, Immutable, Alias("muster.identity-provider-settings")]
public sealed record IdentityProviderSettings(
    string Issuer,
    string Audience,
    string UserNameClaim = "preferred_username",
    string? Domain = null,
    int MostMinutes = 10,
    int SkewSeconds = 60)
{
    /// <summary>Its public keys; two while one takes over from the other. At least one, at most ten.</summary>
    [Id(0)] public ImmutableArray<AssertionKey> Keys { get; init; } = [];

    /// <summary>Values of <c>amr</c> (RFC 8176) or <c>acr</c>, any of which says that a second factor was used there.</summary>
    [Id(1)] public ImmutableArray<string> SecondFactorValues { get; init; } = ["mfa", "otp", "hwk"];

    /// <summary>The header in which a proxy in front sends the assertion with every page; null where none does. Never believed without its signature.</summary>
    [Id(2)] public string? Header { get; init; }
}

/// <summary>A public key as a JSON Web Key Set has it (RFC 7517): RSA of 2,048 bits or more, or EC on P-256.</summary>
/// <param name="Kty"><c>RSA</c> or <c>EC</c>.</param>
/// <param name="Kid">By which the assertion's header names it; 1 to 200 characters.</param>
[GenerateSerializer, Immutable, Alias("muster.assertion-key")]
public sealed record AssertionKey(string Kty, string Kid)
{
    /// <summary><c>RS256</c>, <c>PS256</c> or <c>ES256</c>; null for any that the kind of key allows.</summary>
    [Id(0)] public string? Alg { get; init; }

    /// <summary><c>sig</c> or nothing.</summary>
    [Id(1)] public string? Use { get; init; }

    [Id(2)] public string? N { get; init; }

    [Id(3)] public string? E { get; init; }

    [Id(4)] public string? Crv { get; init; }

    [Id(5)] public string? X { get; init; }

    [Id(6)] public string? Y { get; init; }
}
