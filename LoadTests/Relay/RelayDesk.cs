using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Muster.LoadTests.Relay;

/// <summary>Who is there, who waits, and which conversation goes to which agent.</summary>
internal sealed class RelayDesk
{
    private readonly IRelayLog _log;
    private readonly IRecorder _recorder;
    private readonly TimeProvider _clock;
    private readonly RelayAgent[] _agents;
    private readonly Dictionary<string, RelayAgent> _byName;
    private readonly Dictionary<string, RelayAgent> _byCookie;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, RelayConversation> _conversations = [];
    private readonly ConcurrentDictionary<string, RelayConversation> _byStart = [];
    private readonly Queue<RelayConversation> _waiting = [];
    private int _next;

    public RelayDesk(IReadOnlyDictionary<string, string> accounts, IRelayLog log, IRecorder recorder, TimeProvider clock)
    {
        (_log, _recorder, _clock) = (log, recorder, clock);
        _agents = [.. accounts.Select(account => new RelayAgent(account.Key, account.Value))];
        _byName = _agents.ToDictionary(agent => agent.Username);
        _byCookie = _agents.ToDictionary(agent => agent.Cookie);
    }

    public long Now => _clock.GetUtcNow().UtcTicks;

    public IRecorder Recorder => _recorder;

    public RelayAgent? SignIn(string username, string password) =>
        _byName.TryGetValue(username, out var agent) && agent.Password == password ? agent : null;

    public RelayAgent? WhoIs(string? cookie) => cookie is null ? null : _byCookie.GetValueOrDefault(cookie);

    public RelayConversation? Find(string id) => _conversations.GetValueOrDefault(id);

    public async Task<(RelayConversation Conversation, bool IsNew)> Start(byte[] body)
    {
        var startId = Encoding.ASCII.GetString(RelayMessage.Read(body).Id);
        var conversation = new RelayConversation(RandomNumberGenerator.GetHexString(16, true), RandomNumberGenerator.GetHexString(32, true), _log);
        var known = _byStart.GetOrAdd(startId, conversation);
        if (known != conversation)
        {
            await known.Stored;
            return (known, false);
        }

        _conversations[conversation.Id] = conversation;
        var now = Now;
        _ = _recorder.Append(conversation.Begin(startId, now));
        var stored = conversation.Post(RelayMessage.Read(body), "citizen"u8, now, _recorder).Stored;
        await (Assign(conversation) ?? stored);
        return (conversation, true);
    }

    public async Task Close(RelayConversation conversation)
    {
        var closed = conversation.Close(Now, _recorder);
        if (closed && conversation.Agent is { } agent)
            Free(agent);
        await conversation.Stored;
    }

    public void Announce(RelayAgent agent, int capacity)
    {
        lock (_gate)
            agent.Capacity = capacity;
        Fill(agent);
    }

    /// <summary>Puts a record of an earlier life back in its place.</summary>
    public void Restore(long position, byte[] line)
    {
        var fields = RelayFields.Read(line);
        if (fields.Kind == "started")
        {
            _conversations[fields.Conversation] = _byStart[fields.MessageId!] = new RelayConversation(fields.Conversation, fields.Token!, _log);
            return;
        }

        var conversation = _conversations[fields.Conversation];
        if (fields.Kind == "joined")
        {
            conversation.Agent = _byName[fields.Agent!];
            conversation.Agent.Holds++;
        }

        conversation.Restore(position, line, fields);
        if (fields.Kind == "closed" && conversation.Agent is { } agent)
            agent.Holds--;
    }

    /// <summary>After the last record: whoever was not assigned waits again.</summary>
    public void Restored()
    {
        foreach (var conversation in _conversations.Values.Where(conversation => conversation.Agent is null && conversation.Count > 0))
            _waiting.Enqueue(conversation);
    }

    private Task? Assign(RelayConversation conversation)
    {
        lock (_gate)
        {
            for (var tried = 0; tried < _agents.Length; tried++)
            {
                var agent = _agents[_next++ % _agents.Length];
                if (agent.Holds < agent.Capacity)
                    return Give(conversation, agent);
            }

            _waiting.Enqueue(conversation);
            return null;
        }
    }

    private void Free(RelayAgent agent)
    {
        lock (_gate)
            agent.Holds--;
        Fill(agent);
    }

    private void Fill(RelayAgent agent)
    {
        lock (_gate)
        {
            while (agent.Holds < agent.Capacity && _waiting.TryDequeue(out var waiting))
                _ = Give(waiting, agent);
        }
    }

    private Task Give(RelayConversation conversation, RelayAgent agent)
    {
        agent.Holds++;
        return conversation.Join(agent, Now, _recorder);
    }
}
