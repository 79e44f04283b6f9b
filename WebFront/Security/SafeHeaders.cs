using Microsoft.Extensions.Primitives;

namespace Muster.WebFront.Security;

/// <summary>The headers that every answer carries, whoever writes it.</summary>
internal static class SafeHeaders
{
    // Pages that an agency's sites may frame say so themselves.
    private static readonly StringValues Policy = ContentPolicy("'none'");

    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NoFeatures = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()";
    private static readonly StringValues Deny = "DENY";
    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues OneYear = "max-age=31536000; includeSubDomains";
    private static readonly StringValues NoStore = "no-store";

    /// <summary>No answer of ours carries inline code or styles, so neither is allowed.</summary>
    /// <param name="framedBy">The origins whose pages may frame it.</param>
    public static string ContentPolicy(string framedBy) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; object-src 'none'; "
        + $"form-action 'self'; base-uri 'none'; frame-ancestors {framedBy}";

    public static void Add(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
        headers["Permissions-Policy"] = NoFeatures;
        headers.CacheControl = NoStore;
        headers.XFrameOptions = Deny;
        // What another site's page may load, it is told where it is served: the launcher's files and words.
        headers["Cross-Origin-Resource-Policy"] = SameOrigin;
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = OneYear;
    }
}
