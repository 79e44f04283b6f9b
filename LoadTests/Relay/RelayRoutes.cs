using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Muster.LoadTests.Relay;

/// <summary>The part of the public contract that the load generator speaks.</summary>
internal static class RelayRoutes
{
    private const int PageSize = 500;

    public static void MapRelay(this WebApplication app, RelayDesk desk, CancellationToken stop)
    {
        app.MapGet("/health/ready", (RequestDelegate)(context => Answer(context, "{}"u8.ToArray())));
        app.MapPost("/api/v1/agencies/{agency}/conversations", (RequestDelegate)(context => Start(context, desk)));
        app.MapPost("/api/v1/conversations/{id}/messages", (RequestDelegate)(context => Post(context, desk)));
        app.MapGet("/api/v1/conversations/{id}/events", (RequestDelegate)(context => Watch(context, desk, stop)));
        app.MapPost("/api/v1/conversations/{id}/close", (RequestDelegate)(context => Close(context, desk)));
        app.MapPost("/api/v1/session", (RequestDelegate)(context => SignIn(context, desk)));
        app.MapPut("/api/v1/agents/me/presence", (RequestDelegate)(context => Announce(context, desk)));
        app.MapGet("/api/v1/agents/me/events", (RequestDelegate)(context => WatchConsole(context, desk, stop)));
    }

    private static async Task Start(HttpContext context, RelayDesk desk)
    {
        var body = await Body(context);
        if (!RelayMessage.Read(body).IsValid)
        {
            context.Response.StatusCode = 400;
            return;
        }

        var (conversation, isNew) = await desk.Start(body);
        context.Response.StatusCode = isNew ? 201 : 200;
        var status = conversation.Agent is null ? "waiting" : "active";
        await Answer(context, Encoding.ASCII.GetBytes(
            $$"""{"id":"{{conversation.Id}}","token":"{{conversation.Token}}","reference":"R","seq":1,"status":"{{status}}","wait":null}"""));
    }

    private static async Task Post(HttpContext context, RelayDesk desk)
    {
        var body = await Body(context);
        if (Allowed(context, desk, out var byAgent) is not { } conversation)
            return;
        if (!RelayMessage.Read(body).IsValid || conversation.IsClosed)
        {
            context.Response.StatusCode = conversation.IsClosed ? 409 : 400;
            return;
        }

        var (seq, at, stored) = conversation.Post(RelayMessage.Read(body), byAgent ? "agent"u8 : "citizen"u8, desk.Now, desk.Recorder);
        await stored;
        await Answer(context, Encoding.ASCII.GetBytes($$"""{"seq":{{seq}},"at":"{{new DateTime(at, DateTimeKind.Utc):O}}"}"""));
    }

    private static async Task Watch(HttpContext context, RelayDesk desk, CancellationToken stop)
    {
        if (Allowed(context, desk, out var byAgent) is not { } conversation)
            return;
        var after = After(context);
        if (!context.Request.Headers.Accept.ToString().Contains("event-stream", StringComparison.Ordinal))
        {
            await Answer(context, Page(conversation, after, byAgent));
            return;
        }

        var outlet = conversation.Watch(after);
        await Pump(context, outlet, stop);
        conversation.Forget(outlet);
    }

    private static async Task Close(HttpContext context, RelayDesk desk)
    {
        if (Allowed(context, desk, out _) is not { } conversation)
            return;
        await desk.Close(conversation);
        await Answer(context, "{}"u8.ToArray());
    }

    private static async Task SignIn(HttpContext context, RelayDesk desk)
    {
        using var who = JsonDocument.Parse(await Body(context));
        var agent = desk.SignIn(who.RootElement.GetProperty("username").GetString()!, who.RootElement.GetProperty("password").GetString()!);
        context.Response.StatusCode = agent is null ? 401 : 200;
        if (agent is not null)
            context.Response.Headers.SetCookie = agent.Cookie + "; httponly; samesite=strict";
        await Answer(context, "{}"u8.ToArray());
    }

    private static async Task Announce(HttpContext context, RelayDesk desk)
    {
        using var presence = JsonDocument.Parse(await Body(context));
        if (desk.WhoIs(context.Request.Headers.Cookie) is not { } agent)
        {
            context.Response.StatusCode = 401;
            return;
        }

        var isAvailable = presence.RootElement.GetProperty("status").ValueEquals("available");
        desk.Announce(agent, isAvailable ? presence.RootElement.GetProperty("capacity").GetInt32() : 0);
        await Answer(context, "{}"u8.ToArray());
    }

    private static async Task WatchConsole(HttpContext context, RelayDesk desk, CancellationToken stop)
    {
        if (desk.WhoIs(context.Request.Headers.Cookie) is not { } agent)
        {
            context.Response.StatusCode = 401;
            return;
        }

        var outlet = agent.Watch((int)After(context));
        await Pump(context, outlet, stop);
        agent.Forget(outlet);
    }

    private static RelayConversation? Allowed(HttpContext context, RelayDesk desk, out bool byAgent)
    {
        var conversation = desk.Find((string)context.Request.RouteValues["id"]!);
        string? cookie = context.Request.Headers.Cookie;
        byAgent = cookie is not null && desk.WhoIs(cookie) is { } agent && conversation?.Agent == agent;
        if (conversation is not null && (byAgent || context.Request.Headers.Authorization == conversation.Bearer))
            return conversation;
        context.Response.StatusCode = 404;
        return null;
    }

    private static async Task Pump(HttpContext context, EventOutlet outlet, CancellationToken stop)
    {
        await using var stopped = stop.UnsafeRegister(static request => ((HttpContext)request!).Abort(), context);
        context.Response.ContentType = "text/event-stream";
        await outlet.Pump(context.Response.BodyWriter, context.RequestAborted);
    }

    private static byte[] Page(RelayConversation conversation, long after, bool byAgent)
    {
        var page = new ArrayBufferWriter<byte>(64 * 1024);
        page.Write("{\"events\":["u8);
        var last = Math.Min(conversation.Count, after + PageSize);
        for (var seq = after + 1; seq <= last; seq++)
        {
            var line = conversation.Line(seq);
            page.Write(seq > after + 1 ? ","u8 : default);
            page.Write(byAgent ? default : "{"u8);
            page.Write(byAgent ? line : conversation.ForCitizen(line));
        }

        page.Write(Encoding.ASCII.GetBytes($"],\"next\":{Math.Max(after, last)}}}"));
        return page.WrittenSpan.ToArray();
    }

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

    private static async Task Answer(HttpContext context, byte[] body)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body);
    }
}
