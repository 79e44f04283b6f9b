namespace Muster.WebFront.Screens;

/// <summary>What a page of ours may load, send and be framed by. No page carries inline code or styles, so neither is allowed.</summary>
internal static class PagePolicy
{
    public static void Apply(HttpResponse response, string framedBy)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
            $"form-action 'self'; base-uri 'none'; frame-ancestors {framedBy}";
        headers.XContentTypeOptions = "nosniff";
        // No other site learns of the chat page; with "no-referrer" our own forms would arrive without their origin, too.
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-store";
    }
}
