using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Muster.WebFront.Screens;

/// <summary>Takes forms as our pages send them: percent-encoded fields, never files, and no more of them than is read, however they are sent.</summary>
internal sealed class PlainForms : IEndpointFilter
{
    private const string Encoding = "application/x-www-form-urlencoded";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals(Encoding, StringComparison.OrdinalIgnoreCase))
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        // A form of unknown length is cut off there while it is read.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = OwnForms.MostBytes;
        return await IsForm(http.Request) ? await next(context) : Results.StatusCode(StatusCodes.Status400BadRequest);
    }

    /// <summary>Reads it, for whoever asks for its fields after us: no form has a NUL, a thousand fields or names of kilobytes.</summary>
    private static async Task<bool> IsForm(HttpRequest request)
    {
        try
        {
            await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
