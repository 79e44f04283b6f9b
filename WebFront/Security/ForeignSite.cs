namespace Muster.WebFront.Security;

/// <summary>
/// Whether another site's page made the browser send this. Browsers add a cookie by themselves, so a write that rests on one is refused
/// then; programs that send neither header are no browser that could be misled.
/// </summary>
internal static class ForeignSite
{
    public static bool Sends(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site != "same-origin" && site != "none")
            return true;

        var origin = request.Headers.Origin;
        return origin.Count > 0 && !(origin.Count == 1 && IsOurs(origin[0], request.Host));
    }

    private static bool IsOurs(string? origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        // A proxy may speak https in front of us: then neither names its port.
        && (host.Port is { } port ? uri.Port == port : uri.IsDefaultPort);
}
