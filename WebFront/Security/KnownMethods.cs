using System.Collections.Frozen;
using Muster.WebFront.Api;

namespace Muster.WebFront.Security;

/// <summary>
/// The methods that some address takes, as they are spelled (RFC 9110, 9.1: a method is case-sensitive). No other reaches a handler:
/// <c>TRACE</c> would send a request's own credentials back, <c>CONNECT</c> asks for a tunnel.
/// </summary>
internal static class KnownMethods
{
    private const string All = "GET, HEAD, POST, PUT, DELETE";

    private static readonly FrozenSet<string> Methods = All.Split(", ").ToFrozenSet(StringComparer.Ordinal);

    public static bool Has(string method) => Methods.Contains(method);

    public static Task Refuse(HttpContext http)
    {
        http.Response.Headers.Allow = All;
        http.Response.Headers.Connection = "close"; // what follows may be meant for a tunnel
        if (http.Request.Path.StartsWithSegments("/api"))
            return http.Refuse(ProblemKind.MethodNotAllowed);

        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }
}
