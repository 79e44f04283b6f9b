namespace Muster.WebFront.Citizen;

/// <summary>What the page without JavaScript remembers between two requests: the token that opens one conversation to its citizen.</summary>
internal sealed record ChatTicket(string Agency, string Token)
{
    private const string Cookie = "muster-chat";

    public static ChatTicket? From(HttpContext http, string agency) =>
        http.Request.Cookies[NameOf(http, agency)] is { Length: > 0 } token ? new ChatTicket(agency, token) : null;

    /// <summary>No script reads it, no foreign page can spend it, and over https no other host of the same domain can plant one.</summary>
    public void Keep(HttpContext http) => http.Response.Cookies.Append(NameOf(http, Agency), Token, Options(http));

    public void Forget(HttpContext http) => http.Response.Cookies.Delete(NameOf(http, Agency), Options(http));

    // Browsers keep a cookie of the prefix __Host- for https, for this host alone and for all of its paths (RFC 6265bis, 4.1.3.2), so the agency
    // stands in the name. Without https they would refuse it, and the path tells agencies apart.
    private static string NameOf(HttpContext http, string agency) => http.Request.IsHttps ? $"__Host-{Cookie}-{agency}" : Cookie;

    private CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = http.Request.IsHttps ? "/" : $"{http.Request.PathBase}/chat/{Agency}",
        IsEssential = true,
    };
}
