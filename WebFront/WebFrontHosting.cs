using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Muster.WebFront.Abuse;
using Muster.WebFront.Api;
using Muster.WebFront.Hosting;
using Muster.WebFront.Live;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront;

/// <summary>The web front in a host that brings an <see cref="IGrainFactory"/> and <see cref="IFrontKeys"/>.</summary>
public static class WebFrontHosting
{
    public static IServiceCollection AddWebFront(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FeedSettings>();
        services.TryAddSingleton(new DrainSettings(TimeSpan.Zero));
        services.TryAddSingleton<Feed>(provider => new Feed(
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            new Random(),
            provider.GetRequiredService<FeedSettings>()));
        services.AddHostedService<FeedService>();
        services.AddSingleton<CitizenTokens>();
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<KnownAgencies>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<Budgets>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<Door>();
        services.AddSingleton<BrowserSessions>();
        services.AddSingleton<KnownBans>();
        services.AddSingleton<AnomalyDesk>();
        services.AddSingleton<Boards>();
        services.AddSingleton<Board.OpenDesk>();
        services.AddSingleton<Board.BoardDoor>();
        services.AddSingleton<Figures.FiguresDesk>();
        services.AddSingleton<Figures.RefusedStarts>();
        services.AddHostedService(provider => provider.GetRequiredService<Figures.RefusedStarts>());
        services.AddSingleton<Starts>();
        services.AddSingleton<ReturnCode>();
        services.AddSingleton<ReturnDesk>();
        services.AddSingleton<RefusalNotes>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusalNotes>());
        services.AddSingleton<Gate>();
        services.AddScreens();
        services.AddOpenApi("v1", options => options.AddDocumentTransformer<ApiDescription>());
        services.Configure<KestrelServerOptions>(Limit);
        // Kestrel would otherwise begin an activity and a log scope for every request, listened to or not.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        return services;
    }

    public static WebApplication MapWebFront(this WebApplication app)
    {
        // A proxy on this machine ends TLS: without its word no cookie were Secure, and our own pages' origin would look foreign.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });
        app.Use(ApiEdge.Keep);
        var screens = app.Services.GetRequiredService<ScreenEdge>();
        app.Use(next => http => http.GetEndpoint()?.Metadata.GetMetadata<ApiOperation>() is null ? screens.Keep(http, next) : next(http));
        var routes = new ApiRoutes(app);
        foreach (var endpoints in ApiEndpoints.All(app.Services))
            endpoints(routes);
        app.MapScreens();
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // A line of a head ends with CR LF alone: a proxy that reads it otherwise could see another request than we do (RFC 9112, 2.2 and 11.2).
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", isEnabled: true);
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = Body.Swallowed; // what is taken is less: Body.Largest
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 60;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        // Congested mobile networks are slow and honest; these only end what has stopped.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 50, gracePeriod: TimeSpan.FromSeconds(10));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 50, gracePeriod: TimeSpan.FromSeconds(20));
    }
}
