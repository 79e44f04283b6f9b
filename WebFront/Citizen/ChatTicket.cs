namespace Muster.WebFront.Citizen;

/// <summary>What the page without JavaScript remembers between two requests: the token that opens one conversation to its citizen.</summary>
internal sealed record ChatTicket(string Agency, string Token)
{
    private const string Cookie = "muster-chat";

    public static ChatTicket? From(HttpContext http, string agency) =>
        http.Request.Cookies[Cookie] is { Length: > 0 } token ? new ChatTicket(agency, token) : null;

    /// <summary>The agency's pages alone get it back, no script reads it, and no foreign page can spend it.</summary>
    public void Keep(HttpContext http) => http.Response.Cookies.Append(Cookie, Token, Options(http));

    public void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http));

    private CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = $"{http.Request.PathBase}/chat/{Agency}",
        IsEssential = true,
    };
}
