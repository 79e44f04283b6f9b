using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>
/// Around every answer: the safe headers, the methods there are, and a problem document where routing found nothing under <c>/api</c>.
/// </summary>
internal static class ApiEdge
{
    public static RequestDelegate Keep(RequestDelegate next) => http =>
    {
        SafeHeaders.Add(http);
        if (!KnownMethods.Has(http.Request.Method))
            return KnownMethods.Refuse(http);

        // What the gate guards answers for itself; only the rest of /api needs looking after.
        return http.GetEndpoint()?.Metadata.GetMetadata<ApiOperation>() is null && http.Request.Path.StartsWithSegments("/api")
            ? Miss(http, next)
            : next(http);
    };

    private static async Task Miss(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response.HasStarted || http.Response.StatusCode < StatusCodes.Status400BadRequest)
            return;

        await http.Refuse(http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed ? ProblemKind.MethodNotAllowed : ProblemKind.NotFound);
    }
}
