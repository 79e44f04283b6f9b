using Muster.LoadTests.Proof;

namespace Muster.Tests.LoadTests;

/// <summary>A conversation in which everything was told truly: first message, an agent joins, one message each. Tests then plant a fault.</summary>
internal sealed class ToldConversation
{
    public static readonly MessageKey First = new(7, Side.Citizen, 0);
    public static readonly MessageKey ByCitizen = new(7, Side.Citizen, 1);
    public static readonly MessageKey ByAgent = new(7, Side.Agent, 1);

    public Ledger Ledger { get; } = new();

    public ConversationRecord Record => Ledger.Of("c7");

    /// <summary>What is stored, by seq; the agent reads all of it, the citizen all but what is for staff.</summary>
    public List<Entry> Stored { get; } =
    [
        Message(1, MessageKey.Unknown, First),
        new(2, false, MessageKey.Unknown, 0, 2),
        Message(3, ByCitizen, ByCitizen),
        Message(4, ByAgent, ByAgent),
    ];

    public List<Entry> OnCitizensStream { get; } = [];

    public List<Entry> OnAgentsStream { get; } = [];

    public long SeqAcknowledgedToAgent { get; set; } = 4;

    public long NewestThatAgentSaw { get; set; } = 3;

    public ToldConversation()
    {
        OnCitizensStream.AddRange(Stored);
        OnAgentsStream.AddRange(Stored);
    }

    public static Entry Message(long seq, MessageKey shown, MessageKey words) => new(seq, true, shown, Hash(words), seq);

    public LedgerReport Check()
    {
        Record.Started(7, Hash(First), 1);
        Record.Send(ByCitizen, Hash(ByCitizen), sawUpTo: 2);
        Record.Acknowledge(ByCitizen, 3, at: 3);
        Record.Send(ByAgent, Hash(ByAgent), NewestThatAgentSaw);
        Record.Acknowledge(ByAgent, SeqAcknowledgedToAgent, at: 4);
        Record.StoredForAgent = Telling(Stored);
        Record.StoredForCitizen = Telling(Stored);
        Record.SeenByAgent.Begin();
        OnAgentsStream.ForEach(entry => Record.SeenByAgent.Saw(entry));
        OnCitizensStream.ForEach(entry => Record.SeenByCitizen.Saw(entry));
        return Ledger.Check();
    }

    private static View Telling(List<Entry> entries)
    {
        var view = new View();
        entries.ForEach(entry => view.Saw(entry));
        return view;
    }

    private static uint Hash(MessageKey words) => (uint)words.GetHashCode();
}
