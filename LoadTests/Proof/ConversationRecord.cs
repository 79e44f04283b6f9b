namespace Muster.LoadTests.Proof;

/// <summary>What the two clients of one conversation were told: their acknowledgements, their streams, and what is stored in the end.</summary>
internal sealed class ConversationRecord(string id)
{
    private readonly List<SentMessage> _byCitizen = [];
    private readonly List<SentMessage> _byAgent = [];

    public string Id { get; } = id;

    /// <summary>Number of the conversation in this run, as its message ids carry it; -1 until the start was answered.</summary>
    public int Number { get; set; } = -1;

    /// <summary>Seq of the first message, whose id is a secret; 0 until the start was answered.</summary>
    public long FirstSeq { get; private set; }

    public View SeenByCitizen { get; } = new();

    public View SeenByAgent { get; } = new();

    /// <summary>Null as long as nobody has read it.</summary>
    public View? StoredForCitizen { get; set; }

    public View? StoredForAgent { get; set; }

    public IReadOnlyList<SentMessage> Sent(Side side) => side == Side.Citizen ? _byCitizen : _byAgent;

    public View Seen(Side side) => side == Side.Citizen ? SeenByCitizen : SeenByAgent;

    /// <summary>Numbers go up by one for each side, the first message being the citizen's number 0.</summary>
    public MessageKey NextKey(Side side) =>
        new(Number, side, side == Side.Citizen ? _byCitizen.Count : _byAgent.Count + 1);

    /// <param name="key">the next of its side</param>
    /// <param name="text">hash of the words</param>
    /// <param name="sawUpTo">the newest seq that the sender knew of when it wrote: this message must come after it</param>
    public void Send(MessageKey key, uint text, long sawUpTo) =>
        (key.Side == Side.Citizen ? _byCitizen : _byAgent).Add(new SentMessage(key, text, sawUpTo));

    public void Started(int number, uint text, long seq)
    {
        Number = number;
        FirstSeq = seq;
        _byCitizen.Insert(0, new SentMessage(new MessageKey(number, Side.Citizen, 0), text, 0) { Seq = seq });
    }

    public void Acknowledge(MessageKey key, long seq, long at)
    {
        var sent = Find(key);
        if (sent.Seq != 0 && sent.Seq != seq)
            sent.OtherSeq = seq;
        else
            (sent.Seq, sent.At) = (seq, at);
    }

    /// <summary>The message of that key, if this run sent it.</summary>
    public SentMessage? TryFind(MessageKey key)
    {
        var sent = key.Side == Side.Citizen ? _byCitizen : _byAgent;
        var index = key.Side == Side.Citizen ? key.Number : key.Number - 1;
        return key.Conversation == Number && index >= 0 && index < sent.Count ? sent[index] : null;
    }

    private SentMessage Find(MessageKey key) =>
        TryFind(key) ?? throw new InvalidOperationException($"{key} was acknowledged before it was sent.");
}
