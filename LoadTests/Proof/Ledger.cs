namespace Muster.LoadTests.Proof;

/// <summary>
/// What every client of a run was told, held against what is stored and against what the other clients saw. It knows the public
/// contract only and shares no code with the product.
/// </summary>
internal sealed class Ledger
{
    private readonly Dictionary<string, ConversationRecord> _records = [];
    private readonly List<Fault> _faults = [];
    private int _forgotten;
    private long _forgottenAcknowledged;

    /// <summary>The record of a conversation, whoever hears of it first.</summary>
    public ConversationRecord Of(string conversation)
    {
        if (!_records.TryGetValue(conversation, out var record))
            _records[conversation] = record = new ConversationRecord(conversation);
        return record;
    }

    /// <summary>A broken promise that a client met itself.</summary>
    public void Note(Fault fault) => _faults.Add(fault);

    public LedgerReport Check()
    {
        var faults = _faults.Concat(_records.Values.SelectMany(record => new Audit(record).Faults())).ToList();
        return new LedgerReport(_forgotten + _records.Count, _forgottenAcknowledged + _records.Values.Sum(Acknowledged), faults);
    }

    /// <summary>Checks a conversation that is over and forgets all but its faults, so that a long run stays small.</summary>
    public void Settle(ConversationRecord record)
    {
        _faults.AddRange(new Audit(record).Faults());
        _forgotten++;
        _forgottenAcknowledged += Acknowledged(record);
        _records.Remove(record.Id);
    }

    private static long Acknowledged(ConversationRecord record) =>
        record.Sent(Side.Citizen).Concat(record.Sent(Side.Agent)).LongCount(sent => sent.Seq != 0);
}
