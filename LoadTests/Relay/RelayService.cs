using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Muster.LoadTests.Relay;

/// <summary>The relay in this process: rights, numbers and answers over the desk.</summary>
internal sealed class RelayService(RelayDesk desk) : IRelay
{
    private const int PageSize = 500;

    public ValueTask<RelayAnswer> Ask(RelayAsk ask) => ask.Verb switch
    {
        RelayVerb.Start => Start(ask),
        RelayVerb.Post => Post(ask),
        RelayVerb.Page => new(Allowed(ask, out var byAgent) is { } conversation ? new RelayAnswer(200, Page(conversation, ask.After, byAgent)) : RelayAnswer.Empty(404)),
        RelayVerb.Close => Close(ask),
        RelayVerb.SignIn => new(SignIn(ask)),
        RelayVerb.Announce => new(Announce(ask)),
        _ => throw new InvalidOperationException($"{ask.Verb} is watched, not asked."),
    };

    public ValueTask<IDisposable?> Watch(RelayAsk ask, EventOutlet outlet)
    {
        if (ask.Verb == RelayVerb.WatchConsole)
        {
            if (desk.WhoIs(ask.Cookie) is not { } agent)
                return new((IDisposable?)null);
            agent.Watch((int)ask.After, outlet);
            return new(new Leaving(() => agent.Forget(outlet)));
        }

        if (Allowed(ask, out _) is not { } conversation)
            return new((IDisposable?)null);
        conversation.Watch(ask.After, outlet);
        return new(new Leaving(() => conversation.Forget(outlet)));
    }

    private async ValueTask<RelayAnswer> Start(RelayAsk ask)
    {
        if (!RelayMessage.Read(ask.Body).IsValid)
            return RelayAnswer.Empty(400);

        var (conversation, isNew) = await desk.Start(ask.Body);
        var status = conversation.Agent is null ? "waiting" : "active";
        return new RelayAnswer(isNew ? 201 : 200, Encoding.ASCII.GetBytes(
            $$"""{"id":"{{conversation.Id}}","token":"{{conversation.Token}}","reference":"R","seq":1,"status":"{{status}}","wait":null}"""));
    }

    private async ValueTask<RelayAnswer> Post(RelayAsk ask)
    {
        if (Allowed(ask, out var byAgent) is not { } conversation)
            return RelayAnswer.Empty(404);
        if (!RelayMessage.Read(ask.Body).IsValid || conversation.IsClosed)
            return RelayAnswer.Empty(conversation.IsClosed ? 409 : 400);

        var (seq, at, stored) = conversation.Post(RelayMessage.Read(ask.Body), byAgent ? "agent"u8 : "citizen"u8, desk.Now, desk.Recorder);
        await stored;
        return new RelayAnswer(200, Encoding.ASCII.GetBytes($$"""{"seq":{{seq}},"at":"{{new DateTime(at, DateTimeKind.Utc):O}}"}"""));
    }

    private async ValueTask<RelayAnswer> Close(RelayAsk ask)
    {
        if (Allowed(ask, out _) is not { } conversation)
            return RelayAnswer.Empty(404);
        await desk.Close(conversation);
        return RelayAnswer.Done;
    }

    private RelayAnswer SignIn(RelayAsk ask)
    {
        using var who = JsonDocument.Parse(ask.Body);
        return desk.SignIn(who.RootElement.GetProperty("username").GetString()!, who.RootElement.GetProperty("password").GetString()!) is { } agent
            ? RelayAnswer.Done with { Cookie = agent.Cookie + "; httponly; samesite=strict" }
            : RelayAnswer.Empty(401);
    }

    private RelayAnswer Announce(RelayAsk ask)
    {
        using var presence = JsonDocument.Parse(ask.Body);
        if (desk.WhoIs(ask.Cookie) is not { } agent)
            return RelayAnswer.Empty(401);

        var isAvailable = presence.RootElement.GetProperty("status").ValueEquals("available");
        desk.Announce(agent, isAvailable ? presence.RootElement.GetProperty("capacity").GetInt32() : 0);
        return RelayAnswer.Done;
    }

    private RelayConversation? Allowed(RelayAsk ask, out bool byAgent)
    {
        var conversation = desk.Find(ask.Conversation);
        byAgent = desk.WhoIs(ask.Cookie) is { } agent && conversation?.Agent == agent;
        return conversation is not null && (byAgent || ask.Authorization == conversation.Bearer) ? conversation : null;
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

        page.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"],\"next\":{Math.Max(after, last)}}}")));
        return page.WrittenSpan.ToArray();
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
