using Muster.WebFront.Security;

namespace Muster.WebFront.Screens;

/// <summary>Takes forms from our own pages alone. Browsers say where a form comes from; a client that says nothing is no browser.</summary>
internal sealed class OwnForms : IEndpointFilter
{
    /// <summary>More than the longest text, percent-encoded, and its companions.</summary>
    public const int MostBytes = 65_536;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (ForeignSite.Sends(request))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (!request.HasFormContentType || Api.Body.IsPacked(request))
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        return request.ContentLength > MostBytes ? Results.StatusCode(StatusCodes.Status413PayloadTooLarge)
            : await PlainForms.Refusal(context.HttpContext) ?? await next(context);
    }
}
