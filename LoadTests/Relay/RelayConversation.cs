using System.Buffers.Text;
using System.Text;

namespace Muster.LoadTests.Relay;

/// <summary>A conversation of the relay: numbers its entries, knows what it answered, and shows what is stored.</summary>
internal sealed class RelayConversation(string id, string token, IRelayLog log)
{
    private readonly Lock _gate = new();
    private readonly byte[] _prefix = Encoding.ASCII.GetBytes($$"""{"conversation":"{{id}}",""");
    private readonly Dictionary<ulong, (long Seq, long At)> _answered = [];
    private readonly List<(long Position, int Length)> _entries = [];
    private readonly List<EventOutlet> _watchers = [];
    private Task _newest = Task.CompletedTask;
    private long _lastSeq;
    private bool _isAssigned;

    public string Id => id;

    public string Token => token;

    public string Bearer { get; } = "Bearer " + token;

    public RelayAgent? Agent { get; set; }

    public bool IsClosed { get; private set; }

    /// <summary>Takes a message, or answers a repeat as before.</summary>
    /// <param name="message">what was sent, its text still as escaped JSON</param>
    /// <param name="role">`citizen` or `agent`</param>
    /// <param name="now">ticks, UTC</param>
    /// <param name="recorder">stores it</param>
    public (long Seq, long At, Task Stored) Post(RelayMessage message, ReadOnlySpan<byte> role, long now, IRecorder recorder)
    {
        var key = Fingerprint(message.Id);
        lock (_gate)
        {
            if (_answered.TryGetValue(key, out var earlier))
                return (earlier.Seq, earlier.At, _newest);
            _answered[key] = (_lastSeq + 1, now);
            var line = new RelayLine(_prefix, ++_lastSeq, now, "message"u8);
            line.AddAuthor(role);
            line.Add("messageId"u8, message.Id);
            line.Add("text"u8, message.Text);
            return (_lastSeq, now, _newest = Append(line.End(), recorder));
        }
    }

    /// <summary>Completes when everything that happened so far is stored.</summary>
    public Task Stored
    {
        get
        {
            lock (_gate)
                return _newest;
        }
    }

    public Task Join(RelayAgent agent, long now, IRecorder recorder)
    {
        lock (_gate)
        {
            var line = new RelayLine(_prefix, ++_lastSeq, now, "joined"u8);
            line.Add("agent"u8, Encoding.ASCII.GetBytes(agent.Username));
            var bytes = line.End();
            return _newest = recorder.Append(new PendingRecord(bytes, position =>
            {
                Agent = agent;
                Show(position, bytes);
            }));
        }
    }

    /// <returns>false when it is closed already</returns>
    public bool Close(long now, IRecorder recorder)
    {
        lock (_gate)
        {
            if (IsClosed)
                return false;
            IsClosed = true;
            _newest = Append(new RelayLine(_prefix, ++_lastSeq, now, "closed"u8).End(), recorder);
            return true;
        }
    }

    /// <returns>true once: its agent's console has yet to be told that it is assigned</returns>
    public bool TakeAssigned()
    {
        var isNew = !_isAssigned;
        _isAssigned = true;
        return isNew;
    }

    public PendingRecord Begin(string startId, long now)
    {
        var line = new RelayLine(_prefix, 0, now, "started"u8);
        line.Add("token"u8, Encoding.ASCII.GetBytes(token));
        line.Add("messageId"u8, Encoding.ASCII.GetBytes(startId));
        return new PendingRecord(line.End(), _ => { });
    }

    /// <summary>Puts an entry of an earlier life back in its place.</summary>
    public void Restore(long position, byte[] line, RelayFields fields)
    {
        _entries.Add((position, line.Length));
        _lastSeq = fields.Seq;
        if (fields.MessageId is { } messageId)
            _answered[Fingerprint(Encoding.ASCII.GetBytes(messageId))] = (fields.Seq, fields.At);
        IsClosed |= fields.Kind == "closed";
        Agent?.Remember(this, fields.Seq);
    }

    public void Watch(long after, EventOutlet outlet)
    {
        lock (_gate)
        {
            outlet.Publish([], "heartbeat"u8, [], Encoding.ASCII.GetBytes($$"""{"seq":{{_entries.Count}}}"""));
            for (var seq = after + 1; seq <= _entries.Count; seq++)
                PublishTo(outlet, seq, Line(seq));
            _watchers.Add(outlet);
        }
    }

    public void Forget(EventOutlet outlet)
    {
        lock (_gate)
            _watchers.Remove(outlet);
    }

    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>The stored line of an entry, as staff see it, without its newline.</summary>
    public byte[] Line(long seq)
    {
        (long Position, int Length) where;
        lock (_gate)
            where = _entries[(int)seq - 1];
        var line = new byte[where.Length - 1];
        log.Read(where.Position, line);
        return line;
    }

    /// <summary>The same as the citizen sees it: `{` and what follows the conversation's name.</summary>
    public ReadOnlySpan<byte> ForCitizen(ReadOnlySpan<byte> line) => line[_prefix.Length..];

    private Task Append(byte[] line, IRecorder recorder) => recorder.Append(new PendingRecord(line, position => Show(position, line)));

    private void Show(long position, byte[] line)
    {
        lock (_gate)
        {
            _entries.Add((position, line.Length));
            foreach (var watcher in _watchers)
                PublishTo(watcher, _entries.Count, line.AsSpan(..^1));
            Agent?.Show(this, _entries.Count, line.AsSpan(..^1));
        }
    }

    private void PublishTo(EventOutlet outlet, long seq, ReadOnlySpan<byte> line)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(seq, digits, out var length);
        outlet.Publish(digits[..length], RelayFields.KindOf(line), "{"u8, ForCitizen(line));
    }

    /// <summary>FNV-1a: a message id is findable for the conversation's whole life in 32 bytes.</summary>
    private static ulong Fingerprint(ReadOnlySpan<byte> messageId)
    {
        var hash = 14695981039346656037UL;
        foreach (var one in messageId)
            hash = (hash ^ one) * 1099511628211UL;
        return hash;
    }
}
