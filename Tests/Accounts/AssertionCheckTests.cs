using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Muster.Accounts;

namespace Muster.Tests.Accounts;

/// <summary>What an identity provider has signed is believed; whatever differs from that in one respect is not.</summary>
public sealed class AssertionCheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);

    private readonly IdentityProvider _provider = new();

    public static TheoryData<string> Mutations => [.. Mutated.Keys];

    private static readonly Dictionary<string, Func<IdentityProvider, string>> Mutated = new()
    {
        ["no signature, alg none"] = provider => provider.Sign(IdentityProvider.Header("none"), Claims()),
        ["alg None"] = provider => provider.Sign(IdentityProvider.Header("None"), Claims()),
        ["HS256 with the public key as its secret"] = provider => provider.Sign(IdentityProvider.Header("HS256"), Claims()),
        ["RS512, which is not on the list"] = provider => provider.Sign(IdentityProvider.Header("RS512"), Claims()),
        ["another's signature"] = _ => SignedByAnother(IdentityProvider.Header()),
        ["no kid"] = provider => provider.Sign(IdentityProvider.Header(kid: null), Claims()),
        ["an unknown kid"] = provider => provider.Sign(IdentityProvider.Header(kid: "rsa-2"), Claims()),
        ["the kid of a key of another kind"] = provider => provider.Sign(IdentityProvider.Header(kid: "ec-1"), Claims()),
        ["ES256 with the kid of an RSA key"] = provider => provider.Sign(IdentityProvider.Header("ES256"), Claims()),
        ["a key of its own in the header"] = _ => SignedByAnother(With(IdentityProvider.Header(), "jwk", new JsonObject { ["kty"] = "RSA" })),
        ["a key of its own, although rightly signed"] = provider => provider.Sign(With(IdentityProvider.Header(), "jwk", new JsonObject { ["kty"] = "RSA" }), Claims()),
        ["an address of keys"] = provider => provider.Sign(With(IdentityProvider.Header(), "jku", "https://evil.example/keys"), Claims()),
        ["a certificate"] = provider => provider.Sign(With(IdentityProvider.Header(), "x5c", new JsonArray("MIIB")), Claims()),
        ["crit"] = provider => provider.Sign(With(IdentityProvider.Header(), "crit", new JsonArray("exp")), Claims()),
        ["a token of another type"] = provider => provider.Sign(With(IdentityProvider.Header(), "typ", "logout+jwt"), Claims()),
        ["an access token"] = provider => provider.Sign(With(IdentityProvider.Header(), "typ", "at+jwt"), Claims()),
        ["another issuer"] = provider => provider.Sign(With(Claims(), "iss", "https://login.example.gov/realms/citizens")),
        ["no issuer"] = provider => provider.Sign(With(Claims(), "iss", null)),
        ["an issuer in other case"] = provider => provider.Sign(With(Claims(), "iss", IdentityProvider.Issuer.ToUpperInvariant())),
        ["another agency's audience"] = provider => provider.Sign(With(Claims(), "aud", "muster-library")),
        ["no audience"] = provider => provider.Sign(With(Claims(), "aud", null)),
        ["several audiences and nobody named"] = provider => provider.Sign(With(Claims(), "aud", new JsonArray(IdentityProvider.Audience, "wiki"))),
        ["given to another"] = provider => provider.Sign(With(With(Claims(), "aud", new JsonArray(IdentityProvider.Audience, "wiki")), "azp", "wiki")),
        ["expired, beyond the skew"] = provider => provider.Sign(Timed(issued: -360, expires: -60)),
        ["no expiry"] = provider => provider.Sign(With(Claims(), "exp", null)),
        ["no time of issue"] = provider => provider.Sign(With(Claims(), "iat", null)),
        ["issued in the future"] = provider => provider.Sign(Timed(issued: 61, expires: 300)),
        ["not yet valid"] = provider => provider.Sign(With(Claims(), "nbf", Now.AddSeconds(61).ToUnixTimeSeconds())),
        ["valid for too long"] = provider => provider.Sign(Timed(issued: 0, expires: 601)),
        ["an expiry that is no number"] = provider => provider.Sign(With(Claims(), "exp", "tomorrow")),
        ["no user name"] = provider => provider.Sign(With(Claims(), "preferred_username", null)),
        ["a user name that is no text"] = provider => provider.Sign(With(Claims(), "preferred_username", new JsonArray("sam.okafor"))),
        ["a changed payload"] = provider => Swapped(provider, 1),
        ["a changed header"] = provider => Swapped(provider, 0),
        ["five parts"] = provider => provider.Sign(Claims()) + ".a.b",
        ["two parts"] = provider => string.Join('.', provider.Sign(Claims()).Split('.')[..2]),
        ["nothing"] = _ => "",
        ["words"] = _ => "let me in.please.now",
        ["more than fits"] = provider => provider.Sign(With(Claims(), "x", new string('x', AssertionCheck.Longest))),
    };

    [Theory]
    [InlineData("RS256", "rsa-1")]
    [InlineData("PS256", "rsa-1")]
    [InlineData("ES256", "ec-1")]
    public async Task What_it_signed_is_believed(string alg, string kid)
    {
        var verified = await _provider.Settings.Verify(_provider.Sign(IdentityProvider.Header(alg, kid), Claims()), Now);

        Assert.Equal(("sam.okafor", false), (verified?.UserName, verified?.HasSecondFactor));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task What_differs_is_not(string mutation) => Assert.Null(await _provider.Settings.Verify(Mutated[mutation](_provider), Now));

    [Theory]
    [InlineData(-359, -59)]
    [InlineData(60, 300)]
    [InlineData(0, 600)]
    public async Task Clocks_may_differ_a_little(int issued, int expires) => Assert.NotNull(await _provider.Settings.Verify(_provider.Sign(Timed(issued, expires)), Now));

    [Fact]
    public async Task One_of_several_audiences_will_do_where_we_are_the_one_it_was_given_to() => Assert.NotNull(await _provider.Settings.Verify(
        _provider.Sign(With(With(Claims(), "aud", new JsonArray(IdentityProvider.Audience, "wiki")), "azp", IdentityProvider.Audience)), Now));

    [Fact]
    public async Task One_key_takes_over_from_another()
    {
        using var next = RSA.Create(2048);
        var both = _provider.Settings with { Keys = [_provider.RsaKey, IdentityProvider.Rsa("rsa-2", next)] };
        var ofNext = IdentityProvider.Sign(IdentityProvider.Header(kid: "rsa-2"), Claims(), text => next.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.NotNull(await both.Verify(_provider.Sign(Claims()), Now));
        Assert.NotNull(await both.Verify(ofNext, Now));
        Assert.Null(await (both with { Keys = [IdentityProvider.Rsa("rsa-2", next)] }).Verify(_provider.Sign(Claims()), Now));
    }

    [Theory]
    [InlineData("sam.okafor@riverbend.gov.example", "sam.okafor")]
    [InlineData("Sam.Okafor@Riverbend.gov.example", "sam.okafor")]
    [InlineData("sam.okafor@evil.example", null)]
    [InlineData("sam.okafor@notriverbend.gov.example", null)]
    [InlineData("sam.okafor", null)]
    public async Task An_address_names_the_account_where_its_domain_is_the_agencys(string address, string? userName)
    {
        var settings = _provider.Settings with { UserNameClaim = "email", Domain = "riverbend.gov.example" };

        Assert.Equal(userName, (await settings.Verify(_provider.Sign(With(Claims(), "email", address)), Now))?.UserName);
    }

    [Fact]
    public async Task It_tells_of_a_second_factor()
    {
        Assert.True((await _provider.Settings.Verify(_provider.Sign(With(Claims(), "amr", new JsonArray("pwd", "otp"))), Now))?.HasSecondFactor);
        Assert.True((await _provider.Settings.Verify(_provider.Sign(With(Claims(), "acr", "mfa")), Now))?.HasSecondFactor);
        Assert.False((await _provider.Settings.Verify(_provider.Sign(With(Claims(), "amr", new JsonArray("pwd"))), Now))?.HasSecondFactor);
    }

    [Fact]
    public async Task The_same_words_are_the_same_assertion_even_without_a_name()
    {
        var unnamed = With(Claims(), "jti", null);
        var (one, again) = (_provider.Sign(IdentityProvider.Header("ES256", "ec-1"), unnamed), _provider.Sign(IdentityProvider.Header("ES256", "ec-1"), unnamed));

        Assert.NotEqual(one, again); // a signature of its own each time
        Assert.Equal((await _provider.Settings.Verify(one, Now))!.Id, (await _provider.Settings.Verify(again, Now))!.Id);
    }

    public void Dispose() => _provider.Dispose();

    private static JsonObject Claims() => IdentityProvider.Claims(Now);

    private static JsonObject Timed(int issued, int expires) =>
        With(With(Claims(), "iat", Now.AddSeconds(issued).ToUnixTimeSeconds()), "exp", Now.AddSeconds(expires).ToUnixTimeSeconds());

    private static JsonObject With(JsonObject part, string name, JsonNode? value)
    {
        part[name] = value;
        if (value is null) part.Remove(name);
        return part;
    }

    private static string SignedByAnother(JsonObject header)
    {
        using var another = RSA.Create(2048);
        return IdentityProvider.Sign(header, Claims(), text => another.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>One part comes from another token that is as good.</summary>
    private static string Swapped(IdentityProvider provider, int part)
    {
        var parts = provider.Sign(Claims()).Split('.');
        parts[part] = (part == 0 ? provider.Sign(IdentityProvider.Header("PS256"), Claims()) : provider.Sign(IdentityProvider.Claims(Now, "alex"))).Split('.')[part];
        return string.Join('.', parts);
    }
}
