using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Accounts;

/// <summary>What an agency's file may say about signing in.</summary>
public sealed class SignInSettingsTests : IDisposable
{
    private readonly IdentityProvider _provider = new();

    [Fact]
    public void What_ships_and_what_is_said_in_full_is_right()
    {
        Assert.Empty(Problems(new SignInSettings()));
        Assert.Empty(Problems(new SignInSettings(SecondFactorPolicy.Required, 64, 24, 24, 365, 720, true) { SecondFactorRoles = [Role.Auditor], IdentityProvider = _provider.Settings with { Header = "X-Forwarded-Assertion", Domain = "example.gov" } }));
        Assert.Empty(Problems(new SignInSettings(SecondFactorPolicy.Optional, 8, 1, 1, 1, 0)));
    }

    [Fact]
    public void Each_limit_is_kept_on_both_sides()
    {
        Wrong(new SignInSettings((SecondFactorPolicy)7), "signIn.secondFactor");
        Wrong(new SignInSettings(ShortestPassword: 7), "signIn.shortestPassword");
        Wrong(new SignInSettings(ShortestPassword: 65), "signIn.shortestPassword");
        Wrong(new SignInSettings(SessionHours: 25), "signIn.sessionHours");
        Wrong(new SignInSettings(UnknownDeviceHours: 0), "signIn.unknownDeviceHours");
        Wrong(new SignInSettings(SessionHours: 4, UnknownDeviceHours: 5), "signIn.unknownDeviceHours");
        Wrong(new SignInSettings(DeviceDays: 0), "signIn.deviceDays");
        Wrong(new SignInSettings(DeviceDays: 366), "signIn.deviceDays");
        Wrong(new SignInSettings(IdleLockMinutes: -1), "signIn.idleLockMinutes");
        Wrong(new SignInSettings(IdleLockMinutes: 721), "signIn.idleLockMinutes");
        Wrong(new SignInSettings { SecondFactorRoles = [Role.Citizen] }, "signIn.secondFactorRoles[0]");
    }

    [Fact]
    public void A_provider_is_taken_whole_or_not_at_all()
    {
        var good = _provider.Settings;
        Wrong(good with { Issuer = "" }, "issuer");
        Wrong(good with { Audience = " " }, "audience");
        Wrong(good with { UserNameClaim = "" }, "userNameClaim");
        Wrong(good with { MostMinutes = 61 }, "mostMinutes");
        Wrong(good with { SkewSeconds = 301 }, "skewSeconds");
        Wrong(good with { Keys = [] }, "keys");
        Wrong(good with { Keys = [good.Keys[0], good.Keys[0]] }, "keys");
        Wrong(good with { Header = "Authorization" }, "header");
        Wrong(good with { Header = "no header" }, "header");
        Wrong(good with { Keys = [good.Keys[0] with { Alg = "HS256" }] }, "keys[0].alg");
        Wrong(good with { Keys = [good.Keys[0] with { Use = "enc" }] }, "keys[0].use");
        Wrong(good with { Keys = [good.Keys[0] with { Kty = "oct" }] }, "keys[0].kty");
        Wrong(good with { Keys = [good.Keys[0] with { N = good.Keys[0].N![..300] }] }, "keys[0].n");
        Wrong(good with { Keys = [good.Keys[1] with { Crv = "P-384" }] }, "keys[0].crv");
    }

    public void Dispose() => _provider.Dispose();

    private static void Wrong(IdentityProviderSettings provider, string field) => Wrong(new SignInSettings { IdentityProvider = provider }, $"signIn.identityProvider.{field}");

    private static void Wrong(SignInSettings settings, string field) => Assert.Equal(field, Assert.Single(Problems(settings)).Field);

    private static ImmutableArray<SettingProblem> Problems(SignInSettings settings) =>
        new AgencySettings("demo", "Riverbend Council", "Australia/Brisbane", [new QueueSettings("general", "General enquiries")]) { SignIn = settings }.Problems();
}
