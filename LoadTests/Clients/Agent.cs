using System.Text;
using System.Text.Json;
using Muster.LoadTests.Proof;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Clients;

/// <summary>A member of staff at a console: one stream for all conversations, and a presence that must be renewed.</summary>
internal sealed class Agent(Floor floor, string username) : IServerEventListener, IDisposable
{
    /// <summary>The lease is 30 s.</summary>
    private static readonly TimeSpan RenewPresenceEvery = TimeSpan.FromSeconds(12);

    private readonly List<Conversation> _held = [];
    private EventFeed? _feed;
    private byte[] _presence = [];
    private byte[] _cursor = [];
    private int _cursorLength;
    private bool _hasLeft;

    public Line Line { get; } = new(floor.Loop, floor.Doors);

    public string Credential { get; private set; } = "";

    public string Username => username;

    public IReadOnlyList<Conversation> Held => _held;

    /// <summary>When this agent asked to close a conversation while others waited: nanoseconds; 0 when a successor has come.</summary>
    public long FreedAt { get; set; }

    public async Task SignIn(string agency, string password)
    {
        var who = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["agency"] = agency,
            ["username"] = username,
            ["password"] = password,
        });
        var answer = await Line.Insist(new RequestHead("POST", "/api/v1/session"), who, floor.Tally);
        if (answer.Status != 200 || answer.Cookie is null)
            throw new ContractBrokenException($"Signing in as {username} was answered {answer}");
        Credential = RequestHead.Cookie(answer.Cookie);
    }

    /// <summary>Opens the console and becomes available.</summary>
    public async Task Arrive(int capacity)
    {
        _feed = new EventFeed(floor.Loop, floor.Doors, this, ResumeStream);
        await _feed.Open();
        await Announce("available", capacity);
        EventLoop.Detach(KeepPresence());
    }

    public async Task Announce(string status, int capacity)
    {
        _presence = Encoding.ASCII.GetBytes($$"""{"status":"{{status}}","capacity":{{capacity}}}""");
        var answer = await Line.Insist(new RequestHead("PUT", "/api/v1/agents/me/presence", Credential), _presence, floor.Tally);
        if (answer.Status != 200)
            throw new ContractBrokenException($"Presence of {username} was answered {answer}");
    }

    public void LetGo(Conversation conversation) => _held.Remove(conversation);

    void IServerEventListener.On(ServerEvent happened)
    {
        KeepCursor(happened.Id);
        if (happened.Kind.SequenceEqual("heartbeat"u8) || happened.Kind.SequenceEqual("released"u8) || happened.Body.IsEmpty)
            return;
        var entry = EntryReader.Read(happened.Body, floor.Words, out var conversation);
        if (happened.Kind.SequenceEqual("assigned"u8))
            Take(floor.Find(Encoding.ASCII.GetString(conversation)));
        else if (entry.Seq > 0)
            Find(conversation)?.Show(Side.Agent, entry);
    }

    public void Dispose()
    {
        _hasLeft = true;
        _feed?.Dispose();
        Line.Dispose();
    }

    private void Take(Conversation? conversation)
    {
        if (conversation is null)
            return;
        conversation.AssignTo(this);
        if (!_held.Contains(conversation))
            _held.Add(conversation);
        if (FreedAt == 0)
            return;
        floor.Tally.Refilled.Add(floor.Loop.ReadyAt - FreedAt);
        FreedAt = 0;
    }

    private Conversation? Find(ReadOnlySpan<byte> id)
    {
        foreach (var conversation in _held)
        {
            if (id.SequenceEqual(conversation.IdBytes))
                return conversation;
        }

        return floor.Find(Encoding.ASCII.GetString(id));
    }

    private void KeepCursor(ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty)
            return;
        if (_cursor.Length < id.Length)
            _cursor = new byte[id.Length * 2];
        id.CopyTo(_cursor);
        _cursorLength = id.Length;
    }

    private RequestHead ResumeStream()
    {
        var resume = _cursorLength == 0 ? "" : $"Last-Event-ID: {Encoding.ASCII.GetString(_cursor, 0, _cursorLength)}\r\n";
        return new RequestHead("GET", "/api/v1/agents/me/events", Credential + resume, "text/event-stream");
    }

    private async ValueTask KeepPresence()
    {
        var head = new RequestHead("PUT", "/api/v1/agents/me/presence", Credential);
        while (!_hasLeft)
        {
            await floor.Loop.Pause(RenewPresenceEvery * (0.9 + (0.2 * floor.Random.NextDouble())));
            if (!_hasLeft)
                await Line.Insist(head, _presence, floor.Tally);
        }
    }
}
