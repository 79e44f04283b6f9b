using Muster.WebFront.Security;

namespace Muster.WebFront.Citizen;

/// <summary>What the page without JavaScript knows a browser by: the id it goes by from its first start on, for that agency's pages alone.</summary>
internal static class BrowserCookie
{
    private const string Name = "muster-browser";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    /// <summary>Its id; a new one where it has none. Only called when somebody starts.</summary>
    public static string Of(HttpContext http, string agency)
    {
        if (http.Request.Cookies[NameOf(http, agency)] is { } known && Names.IsSecret(known))
            return known;

        var id = Names.FreshId();
        http.Response.Cookies.Append(NameOf(http, agency), id, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = http.Request.IsHttps ? "/" : $"{http.Request.PathBase}/chat/{agency}",
            IsEssential = true,
            MaxAge = KeptFor,
        });
        return id;
    }

    /// <summary>As that of <see cref="ChatTicket"/>: no other host can plant one, and put somebody into the place of who is banned.</summary>
    private static string NameOf(HttpContext http, string agency) => http.Request.IsHttps ? $"__Host-{Name}-{agency}" : Name;
}
