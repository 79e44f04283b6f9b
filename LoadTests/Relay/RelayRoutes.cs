using System.Buffers;
using System.Globalization;

namespace Muster.LoadTests.Relay;

/// <summary>The part of the public contract that the load generator speaks.</summary>
internal static class RelayRoutes
{
    public static void MapRelay(this WebApplication app, IRelay relay, CancellationToken stop)
    {
        app.MapGet("/health/ready", (RequestDelegate)(context => Write(context, RelayAnswer.Done)));
        app.MapPost("/api/v1/agencies/{agency}/conversations", Asking(RelayVerb.Start));
        app.MapPost("/api/v1/conversations/{id}/messages", Asking(RelayVerb.Post));
        app.MapGet("/api/v1/conversations/{id}/events", (RequestDelegate)(context =>
            context.Request.Headers.Accept.ToString().Contains("event-stream", StringComparison.Ordinal)
                ? Stream(context, relay, RelayVerb.Watch, stop)
                : Ask(context, relay, RelayVerb.Page)));
        app.MapPost("/api/v1/conversations/{id}/close", Asking(RelayVerb.Close));
        app.MapPost("/api/v1/session", Asking(RelayVerb.SignIn));
        app.MapPut("/api/v1/agents/me/presence", Asking(RelayVerb.Announce));
        app.MapGet("/api/v1/agents/me/events", (RequestDelegate)(context => Stream(context, relay, RelayVerb.WatchConsole, stop)));

        RequestDelegate Asking(RelayVerb verb) => context => Ask(context, relay, verb);
    }

    private static async Task Ask(HttpContext context, IRelay relay, RelayVerb verb) =>
        await Write(context, await relay.Ask(Of(context, verb, await Body(context))));

    private static async Task Stream(HttpContext context, IRelay relay, RelayVerb verb, CancellationToken stop)
    {
        var outlet = new EventOutlet();
        using var watch = await relay.Watch(Of(context, verb, []), outlet);
        if (watch is null)
        {
            context.Response.StatusCode = verb == RelayVerb.WatchConsole ? 401 : 404;
            return;
        }

        await using var stopped = stop.UnsafeRegister(static request => ((HttpContext)request!).Abort(), context);
        context.Response.ContentType = "text/event-stream";
        await outlet.Pump(context.Response.BodyWriter, context.RequestAborted);
    }

    private static RelayAsk Of(HttpContext context, RelayVerb verb, byte[] body) => new(
        verb,
        (string?)context.Request.RouteValues["id"] ?? "",
        context.Request.Headers.Authorization.ToString(),
        context.Request.Headers.Cookie.ToString(),
        After(context),
        body);

    private static long After(HttpContext context)
    {
        string? after = context.Request.Query["after"];
        after ??= context.Request.Headers["Last-Event-ID"];
        return after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture);
    }

    private static async ValueTask<byte[]> Body(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task Write(HttpContext context, RelayAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Cookie.Length > 0)
            context.Response.Headers.SetCookie = answer.Cookie;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Body);
    }
}
