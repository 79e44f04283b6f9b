using Microsoft.Extensions.Localization;
using Muster.WebFront.Security;
using Muster.WebFront.Wording;

namespace Muster.WebFront.Screens;

/// <summary>
/// Where an exception of a page becomes an answer: a sentence for the reader, in every environment, and the cause in the log alone. What the
/// API's gate guards never comes here with one.
/// </summary>
internal sealed class ScreenEdge(IStringLocalizer<CitizenWording> say, ILogger<ScreenEdge> log)
{
    /// <summary>Seconds until it is worth another try.</summary>
    private const string Pause = "5";

    public async Task Keep(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException wrong) when (!http.Response.HasStarted)
        {
            Begin(http, wrong.StatusCode);
        }
        catch (Exception failure) when (!http.Response.HasStarted && failure is not OutOfMemoryException)
        {
            if (http.RequestAborted.IsCancellationRequested)
                return;

            log.LogWarning(failure, "{Method} {Path} could not be answered.", http.Request.Method, http.Request.Path.Value);
            Begin(http, StatusCodes.Status503ServiceUnavailable);
            http.Response.Headers.RetryAfter = Pause;
            http.Response.ContentType = "text/plain; charset=utf-8";
            Languages.Choose(http.Request);
            await http.Response.WriteAsync(say["Unavailable.Words"], http.RequestAborted);
        }
    }

    private static void Begin(HttpContext http, int status)
    {
        http.Response.Clear();
        SafeHeaders.Add(http);
        http.Response.StatusCode = status;
    }
}
