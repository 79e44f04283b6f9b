using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Muster.LoadTests.Relay;

/// <summary>A member of the relay's staff: a capacity, and one history of everything its console was shown.</summary>
internal sealed class RelayAgent(string username, string password)
{
    private readonly Lock _gate = new();
    private readonly List<(RelayConversation Conversation, long Seq)> _history = [];
    private readonly List<EventOutlet> _consoles = [];

    public string Username => username;

    public string Password => password;

    /// <summary>Holds after a restart too, as nothing in it changes.</summary>
    public string Cookie { get; } =
        $"relay={username}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(username + password)))}";

    /// <summary>0 unless available.</summary>
    public int Capacity { get; set; }

    public int Holds { get; set; }

    /// <summary>Shows an entry; a joined one brings the conversation with it, from its first entry on.</summary>
    public void Show(RelayConversation conversation, long seq, ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            var shown = _history.Count;
            Remember(conversation, seq);
            foreach (var console in _consoles)
            {
                if (_history.Count == shown + 1)
                    Publish(console, _history.Count, line);
                else
                    PublishHistory(console, shown);
            }
        }
    }

    public void Remember(RelayConversation conversation, long seq)
    {
        var isNew = seq > 1 && conversation.TakeAssigned();
        if (!isNew)
        {
            _history.Add((conversation, seq));
            return;
        }

        for (var entry = 0; entry <= seq; entry++)
            _history.Add((conversation, entry));
    }

    public void Watch(int cursor, EventOutlet outlet)
    {
        lock (_gate)
        {
            outlet.Publish([], "heartbeat"u8, [], "{}"u8);
            PublishHistory(outlet, cursor);
            _consoles.Add(outlet);
        }
    }

    public void Forget(EventOutlet outlet)
    {
        lock (_gate)
            _consoles.Remove(outlet);
    }

    private void PublishHistory(EventOutlet console, int from)
    {
        for (var i = from; i < _history.Count; i++)
        {
            var (conversation, seq) = _history[i];
            if (seq > 0)
                Publish(console, i + 1, conversation.Line(seq));
            else
                PublishAssigned(console, i + 1, conversation);
        }
    }

    private static void PublishAssigned(EventOutlet console, int cursor, RelayConversation conversation)
    {
        Span<byte> digits = stackalloc byte[12];
        Utf8Formatter.TryFormat(cursor, digits, out var length);
        console.Publish(digits[..length], "assigned"u8, [], Encoding.ASCII.GetBytes($$"""{"conversation":"{{conversation.Id}}"}"""));
    }

    private static void Publish(EventOutlet console, int cursor, ReadOnlySpan<byte> line)
    {
        Span<byte> digits = stackalloc byte[12];
        Utf8Formatter.TryFormat(cursor, digits, out var length);
        console.Publish(digits[..length], RelayFields.KindOf(line), [], line);
    }
}
