using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Muster.Agencies;

namespace Muster.Accounts;

/// <summary>
/// Whether an assertion (JSON Web Token, RFC 7519) is the identity provider's own, for this agency, and fresh. Nothing in it says how it is to
/// be checked: keys, issuer, audience and algorithms are the agency's settings (RFC 8725, 3.1 to 3.12).
/// </summary>
public static class AssertionCheck
{
    /// <summary>UTF-16 units; longer ones are not looked at.</summary>
    public const int Longest = 8_192;

    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    /// <summary>Headers that would have us take a key from elsewhere, or do what we do not know.</summary>
    private static readonly string[] Refused = ["crit", "jwk", "jku", "x5u", "x5c", "b64", "zip", "enc"];

    private static readonly JsonWebTokenHandler Handler = new();

    private static readonly CryptoProviderFactory Crypto = new() { CacheSignatureProviders = false };

    /// <summary>What it says; null unless all of it is as it should be.</summary>
    public static async Task<VerifiedAssertion?> Verify(this IdentityProviderSettings provider, string text, DateTimeOffset now)
    {
        if (Read(text) is not { } token || !HasPlainHeader(token) || provider.KeyOf(token) is not { } key) return null;

        var result = await Handler.ValidateTokenAsync(token, Parameters(provider, key));
        return result.IsValid && provider.IsForUs(token) && provider.IsFresh(token, now) && provider.UserNameOf(token) is { } userName
            ? new VerifiedAssertion(userName, IdOf(token), Expiry(token) + TimeSpan.FromSeconds(provider.SkewSeconds), provider.HasSecondFactor(token))
            : null;
    }

    private static TokenValidationParameters Parameters(IdentityProviderSettings provider, SecurityKey key) => new()
    {
        ValidIssuer = provider.Issuer,
        ValidAudience = provider.Audience,
        ValidAlgorithms = Algorithms,
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        ValidateIssuerSigningKey = true,
        RequireSignedTokens = true,
        ValidateLifetime = false, // by the clock we are given: IsFresh
        CryptoProviderFactory = Crypto,
    };

    private static JsonWebToken? Read(string text)
    {
        if (text.Length is 0 or > Longest || text.Count(letter => letter == '.') != 2) return null;

        try
        {
            return new JsonWebToken(text);
        }
        catch (Exception wrong) when (wrong is ArgumentException or SecurityTokenMalformedException or JsonException or FormatException)
        {
            return null;
        }
    }

    private static bool HasPlainHeader(JsonWebToken token)
    {
        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedHeader));
            return header.RootElement.EnumerateObject().All(member => !Refused.Contains(member.Name))
                && (string.IsNullOrEmpty(token.Typ) || token.Typ.Equals("JWT", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The one key that the header names, if its algorithm is one of that key's.</summary>
    private static JsonWebKey? KeyOf(this IdentityProviderSettings provider, JsonWebToken token) =>
        provider.Keys.FirstOrDefault(key => key.Kid == token.Kid) is { } key && key.Takes(token.Alg)
            ? new JsonWebKey { Kty = key.Kty, Kid = key.Kid, N = key.N, E = key.E, Crv = key.Crv, X = key.X, Y = key.Y }
            : null;

    private static bool Takes(this AssertionKey key, string algorithm) =>
        (key.Alg is null || key.Alg == algorithm)
        && (key.Kty == "RSA" ? algorithm is SecurityAlgorithms.RsaSha256 or SecurityAlgorithms.RsaSsaPssSha256 : algorithm == SecurityAlgorithms.EcdsaSha256);

    /// <summary>Where it is for several, we must be the one it was given to (OpenID Connect Core, 3.1.3.7).</summary>
    private static bool IsForUs(this IdentityProviderSettings provider, JsonWebToken token) =>
        !token.TryGetPayloadValue<string>("azp", out var given) ? token.Audiences.Count() == 1 : given == provider.Audience;

    private static bool IsFresh(this IdentityProviderSettings provider, JsonWebToken token, DateTimeOffset now)
    {
        var skew = TimeSpan.FromSeconds(provider.SkewSeconds);
        if (!token.TryGetPayloadValue<long>("exp", out _) || !token.TryGetPayloadValue<long>("iat", out _)) return false;

        var (issued, until) = (new DateTimeOffset(token.IssuedAt, TimeSpan.Zero), Expiry(token));
        return issued <= now + skew
            && now < until + skew
            && until - issued <= TimeSpan.FromMinutes(provider.MostMinutes)
            && until > issued
            && (!token.TryGetPayloadValue<long>("nbf", out _) || new DateTimeOffset(token.ValidFrom, TimeSpan.Zero) <= now + skew);
    }

    private static DateTimeOffset Expiry(JsonWebToken token) => new(token.ValidTo, TimeSpan.Zero);

    private static string? UserNameOf(this IdentityProviderSettings provider, JsonWebToken token)
    {
        if (!token.TryGetPayloadValue<object>(provider.UserNameClaim, out var value) || value is not string claim) return null;
        if (provider.Domain is not { } domain) return claim.ToLowerInvariant();

        return claim.EndsWith($"@{domain}", StringComparison.OrdinalIgnoreCase) ? claim[..^(domain.Length + 1)].ToLowerInvariant() : null;
    }

    /// <summary>A provider that names its assertions names each once; else what it signed is the name.</summary>
    private static string IdOf(JsonWebToken token) => token.Id is { Length: > 0 } id ? $"jti {id}" : $"{token.EncodedHeader}.{token.EncodedPayload}";

    private static bool HasSecondFactor(this IdentityProviderSettings provider, JsonWebToken token) =>
        token.Claims.Any(claim => claim.Type is "amr" or "acr" && provider.SecondFactorValues.Contains(claim.Value));
}
