using Microsoft.AspNetCore.Http.HttpResults;
using Muster.WebFront.Screens;

namespace Muster.WebFront.Console;

/// <summary>The agents' console: one page, filled by its browser code through the same API that everybody may use.</summary>
internal static class ConsoleScreens
{
    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console", (HttpContext http) =>
        {
            Languages.Choose(http.Request);
            PagePolicy.Apply(http.Response, framedBy: "'none'");
            return new RazorComponentResult<ConsolePage>();
        });
        return routes;
    }
}
