using Muster.Agencies;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>Where staff sign in, by the API or by a page: which account is asked, and which cookies the browser keeps.</summary>
internal sealed class SignInDesk(StaffSessions sessions, KnownAgencies agencies, IFrontKeys keys)
{
    public const int LongestPassword = 200;
    public const int LongestCode = 100;
    public const int LongestPerson = 200;

    private readonly DeviceCookie _devices = new(keys);

    /// <summary>Whatever does not fit is refused alike: what exists here is not for strangers to find out.</summary>
    public async Task<Outcome<SignedIn>> SignIn(HttpContext http, SignInBody body)
    {
        if (!Names.IsUserName(body.Username) || await agencies.Look(body.Agency) is null)
            return Refusal.NotSignedIn;

        var place = PlaceOf(http, body.Agency!, body.Username!, body.TrustDevice, body.IdleLock);
        var request = new SignInRequest(body.Password!, body.Code, place, string.IsNullOrWhiteSpace(body.Person) ? null : body.Person);
        return Keep(http, await sessions.SignIn(body.Agency!, body.Username!, request));
    }

    /// <summary>By what the agency's provider has signed, in the body or in the header of a proxy that the agency names; either is checked alike.</summary>
    public async Task<Outcome<SignedIn>> SignIn(HttpContext http, AssertionBody body)
    {
        if (await ProviderOf(body.Agency) is not { } provider
            || (body.Assertion ?? InHeader(http.Request, provider)) is not { } assertion
            || AssertionOwner.UserName(provider, assertion) is not { } userName)
        {
            return Refusal.NotSignedIn;
        }

        var place = PlaceOf(http, body.Agency!, userName, body.TrustDevice, body.IdleLock);
        return Keep(http, await sessions.SignIn(body.Agency!, userName, assertion, body.Code, place));
    }

    /// <summary>Whether a proxy in front sends an assertion for this agency with the request; nothing is believed yet.</summary>
    public async ValueTask<bool> IsVouchedFor(HttpRequest request, string? agency) =>
        await ProviderOf(agency) is { } provider && InHeader(request, provider) is not null;

    public async Task SignOut(HttpContext http)
    {
        if (http.Request.Cookies[StaffCookie.Name] is { } cookie)
            await sessions.SignOut(cookie);
        http.Response.Cookies.Delete(StaffCookie.Name, Options(http, until: null));
    }

    private async ValueTask<IdentityProviderSettings?> ProviderOf(string? agency) => (await agencies.Look(agency))?.Settings.SignIn.IdentityProvider;

    private static string? InHeader(HttpRequest request, IdentityProviderSettings provider) =>
        provider.Header is { } name && request.Headers[name] is [{ Length: > 0 } only] ? only : null;

    private SignInPlace PlaceOf(HttpContext http, string agency, string userName, bool trust, bool locks) => new(
        DeviceLabel.Of(http.Request.Headers.UserAgent),
        _devices.Open(http.Request, GrainKey.Of(agency, userName.ToLowerInvariant())),
        trust,
        locks);

    /// <summary>On a device that nobody trusts the browser forgets the session when it is closed (S99).</summary>
    private Outcome<SignedIn> Keep(HttpContext http, Outcome<SignedIn> outcome)
    {
        if (!outcome.IsDone)
            return outcome;

        var (staff, cookie) = outcome.Value;
        http.Response.Cookies.Append(StaffCookie.Name, cookie, Options(http, staff.Session.IsTrusted ? staff.Session.Until : null));
        if (staff.Session.DeviceSecret is { } secret)
            http.Response.Cookies.Append(DeviceCookie.NameOf(staff.Account), _devices.Close(staff.Account, secret), Options(http, staff.Session.DeviceUntil));
        return outcome;
    }

    private static CookieOptions Options(HttpContext http, DateTimeOffset? until) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        IsEssential = true,
        Expires = until,
    };
}
