using Muster.WebFront.Security;

namespace Muster.WebFront.Screens;

/// <summary>What a page of ours may load, send and be framed by, beyond what <see cref="SafeHeaders"/> say of every answer.</summary>
internal static class PagePolicy
{
    /// <summary>
    /// Our browser code makes nodes, never markup, so a browser that knows trusted types refuses a text as markup or as code (W3C Trusted Types).
    /// </summary>
    private const string NodesAlone = "; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <param name="response">Of the page.</param>
    /// <param name="framedBy">The origins whose pages may frame it, or <c>'none'</c>.</param>
    public static void Apply(HttpResponse response, string framedBy)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = SafeHeaders.ContentPolicy(framedBy) + NodesAlone;
        // The older header knows no list of sites; browsers that know the newer one ignore it anyway.
        if (framedBy != "'none'")
            headers.Remove("X-Frame-Options");
        // No other site learns of the chat page; with "no-referrer" our own forms would arrive without their origin, too.
        headers["Referrer-Policy"] = "same-origin";
        // A page that opened ours, or that ours opened, gets no hold of its window.
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
