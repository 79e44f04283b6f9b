using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Muster.Tests.Browser;

/// <summary>An agency's own web site, of another origin and with a strict policy of its own, that shows the launcher.</summary>
public sealed class ForeignSite : IAsyncDisposable
{
    private readonly WebApplication _site;

    private ForeignSite(WebApplication site) => _site = site;

    public static async Task<ForeignSite> Start(Product product)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var muster = product.Address;
        builder.WebHost.UseUrls(product.Site);
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

    public string PageFor(string agency) => $"{_site.Urls.First()}/{agency}";

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static string Page(string muster, string agency) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Road closures</title>
        <script src="{muster}/widget.js" data-agency="{agency}" async></script></head>
        <body><main><h1>Road closures</h1><p>Mill Road is closed between the bridge and the showgrounds.</p>
        <p><label for="search">Search this site</label> <input id="search"></p>
        <p><a href="{muster}/chat/{agency}">Chat with us</a></p></main></body>
        </html>
        """;
}
