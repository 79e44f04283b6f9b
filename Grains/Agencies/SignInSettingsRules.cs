using System.Buffers.Text;
using Muster.Identity;
using static Muster.Agencies.AgencySettingsLimits;

namespace Muster.Agencies;

/// <summary>What the settings of signing in must keep to.</summary>
internal static class SignInSettingsRules
{
    private const int MostKeys = 10;
    private const int LongestKid = 200;
    private const int LongestHeader = 100;

    /// <summary>Bytes of an RSA modulus of 2,048 bits (NIST SP 800-131A).</summary>
    private const int LeastModulus = 256;

    /// <summary>Headers that mean something else, and would be believed by others if they held an assertion.</summary>
    private static readonly string[] OtherHeaders = ["authorization", "cookie", "host", "origin", "accept", "content-type"];

    public static void SignIn(this SettingsCheck check, string field, SignInSettings settings)
    {
        check.That(Enum.IsDefined(settings.SecondFactor), $"{field}.secondFactor", "is neither optional nor required");
        check.Number($"{field}.shortestPassword", settings.ShortestPassword, StaffRules.ShortestPassword, 64);
        check.Number($"{field}.sessionHours", settings.SessionHours, 1, 24);
        check.Number($"{field}.unknownDeviceHours", settings.UnknownDeviceHours, 1, 24);
        check.That(settings.UnknownDeviceHours <= settings.SessionHours, $"{field}.unknownDeviceHours", $"{settings.UnknownDeviceHours} is more than {field}.sessionHours ({settings.SessionHours})");
        check.Number($"{field}.deviceDays", settings.DeviceDays, 1, 365);
        check.Number($"{field}.idleLockMinutes", settings.IdleLockMinutes, 0, 720);
        foreach (var (index, role) in settings.SecondFactorRoles.Index())
            check.That(role is not (Role.Citizen or Role.Assistant or Role.System), $"{field}.secondFactorRoles[{index}]", "is no role that staff have");
        if (settings.IdentityProvider is { } provider) check.Provider($"{field}.identityProvider", provider);
    }

    private static void Provider(this SettingsCheck check, string field, IdentityProviderSettings provider)
    {
        check.Text($"{field}.issuer", provider.Issuer, 1, LongestUrl);
        check.Text($"{field}.audience", provider.Audience, 1, LongestUrl);
        check.Text($"{field}.userNameClaim", provider.UserNameClaim, 1, LongestName);
        if (provider.Domain is { } domain) check.Text($"{field}.domain", domain, 1, LongestName);
        check.Number($"{field}.mostMinutes", provider.MostMinutes, 1, 60);
        check.Number($"{field}.skewSeconds", provider.SkewSeconds, 0, 300);
        check.Words($"{field}.secondFactorValues", provider.SecondFactorValues, 0, 20);
        if (provider.Header is { } header)
        {
            check.That(
                header.Length is >= 1 and <= LongestHeader && header.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && !OtherHeaders.Contains(header.ToLowerInvariant()),
                $"{field}.header",
                $"'{header}' is no name of a header of its own, such as X-Forwarded-Assertion");
        }

        check.Count($"{field}.keys", provider.Keys.Length, 1, MostKeys);
        check.Distinct($"{field}.keys", provider.Keys.Select(key => key.Kid));
        foreach (var (index, key) in provider.Keys.Index()) check.Key($"{field}.keys[{index}]", key);
    }

    private static void Key(this SettingsCheck check, string field, AssertionKey key)
    {
        check.Text($"{field}.kid", key.Kid, 1, LongestKid);
        check.That(key.Use is null or "sig", $"{field}.use", "is not sig");
        if (key.Kty == "RSA")
        {
            check.That(key.Alg is null or "RS256" or "PS256", $"{field}.alg", "is neither RS256 nor PS256");
            check.That(LengthOf(key.N) >= LeastModulus && LengthOf(key.E) is >= 1 and <= 4, $"{field}.n", "is no RSA key of at least 2,048 bits");
        }
        else if (key.Kty == "EC")
        {
            check.That(key.Alg is null or "ES256", $"{field}.alg", "is not ES256");
            check.That(key.Crv == "P-256" && LengthOf(key.X) == 32 && LengthOf(key.Y) == 32, $"{field}.crv", "is no key on the curve P-256");
        }
        else
        {
            check.That(false, $"{field}.kty", $"'{key.Kty}' is neither RSA nor EC");
        }
    }

    private static int LengthOf(string? base64Url) => base64Url is not null && Base64Url.IsValid(base64Url, out var length) ? length : 0;
}
