using System.Text.Json;
using Muster.LoadTests.Measures;
using Muster.LoadTests.Proof;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Clients;

/// <summary>Everyone who talks through one server: its agents, its citizens, their conversations and the ledger over all of them.</summary>
internal sealed class Floor(EventLoop loop, Doors doors, string agency, string queue, Words words, Random random) : IDisposable
{
    /// <summary>What is quick for a browser is quick enough for a thousand of them, one after the other.</summary>
    private const int AtATime = 32;

    private readonly Dictionary<string, Conversation> _byId = [];
    private readonly HashSet<string> _settled = [];
    private readonly List<Agent> _agents = [];
    private readonly RequestHead _start = new("POST", $"/api/v1/agencies/{agency}/conversations");
    private int _started;

    public EventLoop Loop { get; } = loop;

    public Doors Doors { get; } = doors;

    public Words Words { get; } = words;

    public Random Random { get; } = random;

    public Ledger Ledger { get; } = new();

    public IReadOnlyList<Agent> Agents => _agents;

    public IReadOnlyCollection<Conversation> Conversations => _byId.Values;

    /// <summary>Where what begins now is counted.</summary>
    public Tally Tally { get; set; } = new();

    /// <summary>Messages that were acknowledged and shown to the other side, since the beginning.</summary>
    public long Delivered { get; set; }

    public async Task SignIn(IEnumerable<KeyValuePair<string, string>> accounts, int capacity)
    {
        await ForEach(accounts, async account =>
        {
            var agent = new Agent(this, account.Key);
            await agent.SignIn(agency, account.Value);
            await agent.Arrive(capacity);
            _agents.Add(agent);
        });
    }

    /// <summary>A citizen writes the first message, and watches from then on.</summary>
    public async Task<Conversation> Start(long intendedAt)
    {
        var (id, token, first, seq) = await Enter(intendedAt);
        var conversation = Find(id) ?? throw new ContractBrokenException($"A start was answered with the id of an earlier one, {id}");
        await conversation.Begin(token, first, seq);
        return conversation;
    }

    /// <summary>A citizen writes the first message and does not watch; the ledger knows nothing of it.</summary>
    public async Task<(string Id, string Token, MessageKey First, long Seq)> Enter(long intendedAt)
    {
        var tally = Tally;
        var line = new Line(Loop, Doors);
        var first = new MessageKey(_started++, Side.Citizen, 0);
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["queue"] = queue,
            ["messageId"] = Words.Secret(),
            ["text"] = Words.Text(first),
        });
        var answer = await line.Insist(_start, body, tally);
        if (answer.Status is not (200 or 201))
            throw new ContractBrokenException($"A start was answered {answer}");
        line.Dispose();

        var (id, token, seq) = ReadStart(answer.Body);
        tally.Acknowledged.Add(Loop.ReadyAt - intendedAt);
        return (id, token, first, seq);
    }

    /// <summary>Starts that many conversations and waits until each is on an agent's screen.</summary>
    public async Task<IReadOnlyList<Conversation>> Open(int count)
    {
        var opened = new List<Conversation>();
        await ForEach(Enumerable.Range(0, count), async _ =>
        {
            var conversation = await Start(Loop.Now);
            await conversation.Reached();
            opened.Add(conversation);
        });
        return opened;
    }

    /// <summary>Reads what is stored, checks it, closes, and forgets.</summary>
    public Task Settle(IReadOnlyList<Conversation> conversations) =>
        ForEach(conversations, async conversation =>
        {
            for (var patience = 0; patience < 500 && !conversation.IsShownWhole; patience++)
                await Loop.Pause(TimeSpan.FromMilliseconds(20));
            await conversation.ReadStored();
            if (conversation.Record.StoredForAgent is not null && conversation.Agent?.Held.Contains(conversation) == true)
                await conversation.Close();
            Forget(conversation);
        });

    /// <summary>The conversation of that id, whoever hears of it first: its citizen or its agent; null when it was settled.</summary>
    public Conversation? Find(string id)
    {
        if (!_byId.TryGetValue(id, out var conversation) && !_settled.Contains(id))
            _byId[id] = conversation = new Conversation(this, id);
        return conversation;
    }

    public static async Task ForEach<T>(IEnumerable<T> all, Func<T, Task> doThis)
    {
        using var rest = all.GetEnumerator();
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => Work()));

        async Task Work()
        {
            while (rest.MoveNext())
                await doThis(rest.Current);
        }
    }

    public void Dispose()
    {
        foreach (var agent in _agents)
            agent.Dispose();
        foreach (var conversation in _byId.Values)
            conversation.Dispose();
    }

    private void Forget(Conversation conversation)
    {
        if (!_byId.Remove(conversation.Id))
            return;
        conversation.Dispose();
        Ledger.Settle(conversation.Record);
        _settled.Add(conversation.Id);
    }

    private static (string Id, string Token, long Seq) ReadStart(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var start = json.RootElement;
        return (start.GetProperty("id").GetString()!, start.GetProperty("token").GetString()!, start.GetProperty("seq").GetInt64());
    }
}
