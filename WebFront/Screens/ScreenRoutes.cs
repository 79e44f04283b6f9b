using Muster.WebFront.Admin;
using Muster.WebFront.Board;
using Muster.WebFront.Citizen;
using Muster.WebFront.Console;

namespace Muster.WebFront.Screens;

/// <summary>Everything people look at: the citizen's page and its launcher, the agents' console, the administrator's pages, the supervisors' board, and the files they need.</summary>
public static class ScreenRoutes
{
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<Assets>();
        services.AddSingleton<ScreenEdge>();
        services.AddCitizenScreens();
        services.AddAdminScreens();
        return services;
    }

    public static IEndpointRouteBuilder MapScreens(this IEndpointRouteBuilder routes)
    {
        var screens = routes.MapGroup("").ExcludeFromDescription();
        screens.MapGet("/assets/{version}/{**path}", (string version, string path, HttpContext http, Assets assets) => assets.Serve(http, path, version));
        screens.MapGet("/widget.js", (HttpContext http, Assets assets) => assets.Serve(http, "widget.js", version: null));
        screens.MapCitizenScreens();
        screens.MapConsole();
        screens.MapAdminScreens();
        screens.MapBans();
        ActivatorUtilities.CreateInstance<BoardScreens>(routes.ServiceProvider).Map(screens);
        ActivatorUtilities.CreateInstance<OversightScreens>(routes.ServiceProvider).Map(screens);
        ActivatorUtilities.CreateInstance<NoticeScreens>(routes.ServiceProvider).Map(screens);
        return routes;
    }
}
