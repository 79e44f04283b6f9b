using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Muster.Agencies;

namespace Muster.Tests.Accounts;

/// <summary>An identity provider by hand: signs what a test says, and shares no code with what checks it.</summary>
public sealed class IdentityProvider : IDisposable
{
    public const string Issuer = "https://login.example.gov/realms/staff";
    public const string Audience = "muster-riverbend";

    private static int _named;

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public IdentityProviderSettings Settings => new(Issuer, Audience) { Keys = [RsaKey, EcKey] };

    public AssertionKey RsaKey => Rsa("rsa-1", _rsa);

    public AssertionKey EcKey
    {
        get
        {
            var point = _ec.ExportParameters(includePrivateParameters: false).Q;
            return new AssertionKey("EC", "ec-1") { Alg = "ES256", Crv = "P-256", X = Base64Url.EncodeToString(point.X), Y = Base64Url.EncodeToString(point.Y) };
        }
    }

    /// <summary>The public key as text, which a careless verifier takes for the secret of an HMAC.</summary>
    public string PublicPem => _rsa.ExportSubjectPublicKeyInfoPem();

    public static AssertionKey Rsa(string kid, RSA key)
    {
        var open = key.ExportParameters(includePrivateParameters: false);
        return new AssertionKey("RSA", kid) { N = Base64Url.EncodeToString(open.Modulus), E = Base64Url.EncodeToString(open.Exponent) };
    }

    public static JsonObject Header(string alg = "RS256", string? kid = "rsa-1") => kid is null
        ? new JsonObject { ["alg"] = alg, ["typ"] = "JWT" }
        : new JsonObject { ["alg"] = alg, ["typ"] = "JWT", ["kid"] = kid };

    public static JsonObject Claims(DateTimeOffset now, string userName = "sam.okafor", string? id = null) => new()
    {
        ["iss"] = Issuer,
        ["aud"] = Audience,
        ["sub"] = "8b1f",
        ["preferred_username"] = userName,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        ["jti"] = id ?? $"assertion-{Interlocked.Increment(ref _named)}",
    };

    public string Sign(JsonObject claims) => Sign(Header(), claims);

    public string Sign(JsonObject header, JsonObject claims) => Sign(header, claims, text => (string?)header["alg"] switch
    {
        "RS256" => _rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS512" => _rsa.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => _rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "ES256" => _ec.SignData(text, HashAlgorithmName.SHA256),
        "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(PublicPem), text),
        _ => [],
    });

    public static string Sign(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Spell(header)}.{Spell(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
    }

    private static string Spell(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
