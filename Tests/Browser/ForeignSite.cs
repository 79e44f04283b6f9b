using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Muster.Tests.Browser;

/// <summary>An agency's own web site, of another origin and with a strict policy of its own, that shows the launcher.</summary>
public sealed class ForeignSite : IAsyncDisposable
{
    private readonly WebApplication _site;

    private ForeignSite(WebApplication site) => _site = site;

    public static async Task<ForeignSite> Start(string muster)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.MapGet("/{agency}", (string agency, HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src {muster}; connect-src {muster}; frame-src {muster}; style-src 'self'";
            return Results.Content(Page(muster, agency), "text/html; charset=utf-8");
        });
        await site.StartAsync();
        return new ForeignSite(site);
    }

    public string PageFor(string agency) =>
        $"{_site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/{agency}";

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static string Page(string muster, string agency) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Road closures</title>
        <script src="{muster}/widget.js" data-agency="{agency}" async></script></head>
        <body><main><h1>Road closures</h1><p>Mill Road is closed between the bridge and the showgrounds.</p>
        <p><a href="{muster}/chat/{agency}">Chat with us</a></p></main></body>
        </html>
        """;
}
