using Microsoft.Extensions.Primitives;

namespace Muster.WebFront.Security;

/// <summary>The headers that every answer carries, whoever writes it.</summary>
internal static class SafeHeaders
{
    // Pages that an agency's sites may frame say so themselves.
    private static readonly StringValues Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NoFeatures = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
    private static readonly StringValues OneYear = "max-age=31536000; includeSubDomains";
    private static readonly StringValues NoStore = "no-store";

    public static void Add(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
        headers["Permissions-Policy"] = NoFeatures;
        headers.CacheControl = NoStore;
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = OneYear;
    }
}
