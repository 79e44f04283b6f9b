using System.Text;
using Muster.LoadTests.Proof;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Clients;

/// <summary>One citizen's conversation, with the agent who holds it: both write, both watch, and the ledger takes notes.</summary>
internal sealed class Conversation(Floor floor, string id) : IServerEventListener, IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly Line _citizensLine = new(floor.Loop, floor.Doors);
    private readonly List<Flight> _flights = [];
    private readonly TaskCompletionSource _reached = new();
    private RequestHead? _citizensPost;
    private RequestHead? _agentsPost;
    private EventFeed? _citizensFeed;
    private string? _citizensCredential;
    private long _newestAcknowledged;
    private bool _isRead;

    public string Id => id;

    public byte[] IdBytes { get; } = Encoding.ASCII.GetBytes(id);

    public ConversationRecord Record { get; } = floor.Ledger.Of(id);

    public Agent? Agent { get; private set; }

    /// <summary>When an agent's stream first showed its first message: nanoseconds; 0 before.</summary>
    public long ReachedAt { get; private set; }

    public bool IsReached => _reached.Task.IsCompleted;

    /// <summary>Messages that are not yet both acknowledged and shown to the other side.</summary>
    public int UnderWay { get; private set; }

    public bool IsShownWhole =>
        UnderWay == 0 && Math.Min(Record.SeenByCitizen.NewestSeq, Record.SeenByAgent.NewestSeq) >= _newestAcknowledged;

    private string Path => "/api/v1/conversations/" + Id;

    /// <summary>The start was answered: from now on the citizen writes and watches.</summary>
    public Task Begin(string token, MessageKey first, long seq)
    {
        _newestAcknowledged = seq;
        Record.Started(first.Conversation, floor.Words.HashOfText(first), seq);
        _citizensCredential = RequestHead.Bearer(token);
        _citizensPost = new RequestHead("POST", Path + "/messages", _citizensCredential);
        _citizensFeed = new EventFeed(floor.Loop, floor.Doors, this, ResumeCitizensStream);
        return _citizensFeed.Open();
    }

    public void AssignTo(Agent agent)
    {
        Agent = agent;
        _agentsPost = new RequestHead("POST", Path + "/messages", agent.Credential);
        Record.SeenByAgent.Begin();
    }

    /// <summary>Completes when an agent has it on screen.</summary>
    /// <exception cref="ContractBrokenException">nobody has, for a minute</exception>
    public Task Reached() => Reached(LongestWait);

    /// <summary>Completes when an agent has it on screen, where there may be a line before it.</summary>
    /// <exception cref="ContractBrokenException">nobody has, for so long</exception>
    public async Task Reached(TimeSpan longestWait)
    {
        if (await Task.WhenAny(_reached.Task, floor.Loop.Pause(longestWait).AsTask()) != _reached.Task)
            throw new ContractBrokenException($"Conversation {id} is on no agent's screen after {longestWait.TotalSeconds} s.");
    }

    /// <summary>Writes one message and waits until the sender has its acknowledgement and the other side has it on screen.</summary>
    public async ValueTask Say(Side side, long intendedAt)
    {
        var tally = floor.Tally;
        var key = Record.NextKey(side);
        var body = floor.Words.Body(key);
        Record.Send(key, Words.Hash(body.AsSpan(body.Length - 2 - Words.TextBytes, Words.TextBytes)), Record.Seen(side).NewestSeq);
        var flight = new Flight(key, intendedAt, tally);
        _flights.Add(flight);
        UnderWay++;

        var (line, head) = side == Side.Citizen ? (_citizensLine, _citizensPost!) : (Agent!.Line, _agentsPost!);
        var answer = await line.Insist(head, body, tally);
        if (answer.Status != 200)
            throw new ContractBrokenException($"A message was answered {answer}");
        var (seq, at) = EntryReader.ReadAcknowledgement(answer.Body.Span);
        Record.Acknowledge(key, seq, at);
        _newestAcknowledged = Math.Max(_newestAcknowledged, seq);
        tally.Acknowledged.Add(floor.Loop.ReadyAt - intendedAt);

        await flight.Landing();
        UnderWay--;
        floor.Delivered++;
    }

    void IServerEventListener.On(ServerEvent happened)
    {
        if (happened.Id.IsEmpty)
            return;
        var entry = EntryReader.Read(happened.Body, floor.Words, out _);
        if (entry.Seq > 0)
            Show(Side.Citizen, entry);
    }

    public void Show(Side reader, in Entry entry)
    {
        if (_isRead)
            return;
        Record.Seen(reader).Saw(entry);
        if (!entry.IsMessage)
            return;
        if (reader == Side.Agent && ReachedAt == 0)
        {
            ReachedAt = floor.Loop.ReadyAt;
            _reached.SetResult();
        }

        Land(reader, entry.Key);
    }

    /// <summary>Reads what is stored, as the citizen and as the agent. What is shown from then on (its close) is not held against it.</summary>
    public async Task ReadStored()
    {
        _isRead = true;
        Record.StoredForCitizen = await Read(_citizensLine, _citizensCredential!);
        if (Agent is { } agent)
            Record.StoredForAgent = await Read(agent.Line, agent.Credential);
    }

    public async Task Close()
    {
        var head = new RequestHead("POST", Path + "/close", Agent!.Credential);
        var answer = await Agent.Line.Insist(head, "{\"disposition\":\"resolved\"}"u8.ToArray(), floor.Tally);
        if (answer.Status != 200)
            throw new ContractBrokenException($"A close was answered {answer}");
        Agent.LetGo(this);
    }

    /// <summary>The citizen closes the page; what is stored can still be read.</summary>
    public void Leave() => _citizensFeed?.Dispose();

    /// <summary>The citizen's network is gone and comes back.</summary>
    public Task Reconnect()
    {
        _citizensFeed!.Dispose();
        _citizensFeed = new EventFeed(floor.Loop, floor.Doors, this, ResumeCitizensStream);
        return _citizensFeed.Open();
    }

    public void Dispose()
    {
        _citizensFeed?.Dispose();
        _citizensLine.Dispose();
    }

    private void Land(Side reader, MessageKey key)
    {
        for (var i = 0; i < _flights.Count; i++)
        {
            var flight = _flights[i];
            if (flight.Key != key || key.Side == reader)
                continue;
            _flights.RemoveAt(i);
            flight.Tally.Delivered.Add(floor.Loop.ReadyAt - flight.IntendedAt);
            flight.Land();
            return;
        }
    }

    private async Task<View?> Read(Line line, string credential)
    {
        var view = new View();
        var after = 0L;
        while (true)
        {
            var answer = await line.Insist(new RequestHead("GET", $"{Path}/events?after={after}", credential), default, floor.Tally);
            if (answer.Status is 401 or 403 or 404)
                return null;
            if (answer.Status != 200)
                throw new ContractBrokenException($"Reading a conversation was answered {answer}");
            var (count, next) = EntryReader.ReadPage(answer.Body.Span, floor.Words, view);
            if (count == 0)
                return view;
            after = next;
        }
    }

    private RequestHead ResumeCitizensStream() =>
        new("GET", $"{Path}/events?after={Record.SeenByCitizen.NewestSeq}", _citizensCredential, "text/event-stream");
}
