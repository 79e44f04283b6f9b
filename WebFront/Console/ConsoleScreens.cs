using Muster.WebFront.Api;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Console;

/// <summary>The agents' console: one page, filled by its browser code through the same API that everybody may use; and the page of one's own account.</summary>
internal static class ConsoleScreens
{
    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console", async (HttpContext http, SignInDesk desk) =>
        {
            PagePolicy.Apply(http.Response, framedBy: "'none'");
            var agency = http.Request.Query["agency"].ToString();
            var known = Names.IsSetting(agency) ? agency : null;
            return new Page<ConsolePage>(new Dictionary<string, object?>
            {
                [nameof(ConsolePage.Agency)] = known,
                [nameof(ConsolePage.Vouched)] = await desk.IsVouchedFor(http.Request, known) ? known : null,
            });
        });
        ActivatorUtilities.CreateInstance<AccountScreens>(routes.ServiceProvider).Map(routes);
        return routes;
    }
}
