using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Muster.WebFront.Screens;

/// <summary>Forms as our pages send them: percent-encoded fields, never files, and no more of them than is read, however they are sent.</summary>
internal static class PlainForms
{
    private const string Encoding = "application/x-www-form-urlencoded";

    /// <summary>Reads the form, for whoever asks for its fields after us; null where it is as it should be.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than <see cref="OwnForms.MostBytes"/> and did not say so.</exception>
    public static async ValueTask<IResult?> Refusal(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals(Encoding, StringComparison.OrdinalIgnoreCase))
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = OwnForms.MostBytes;

        try
        {
            await http.Request.ReadFormAsync(http.RequestAborted);
            return null;
        }
        catch (InvalidDataException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest); // a NUL, a thousand fields or names of kilobytes
        }
    }
}
