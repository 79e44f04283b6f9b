using Muster.WebFront.Screens;

namespace Muster.WebFront.Console;

/// <summary>The agents' console: one page, filled by its browser code through the same API that everybody may use.</summary>
internal static class ConsoleScreens
{
    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console", (HttpContext http) =>
        {
            PagePolicy.Apply(http.Response, framedBy: "'none'");
            return new Page<ConsolePage>(new Dictionary<string, object?>());
        });
        return routes;
    }
}
