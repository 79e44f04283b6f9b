using Muster.Records;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>New entries at the end of the log.</summary>
internal sealed class AppendWrite(string conversation, int expectedSeq, IReadOnlyList<StoredEntry> entries) : JournalWrite(conversation)
{
    private Unsealed? _owner;
    private long _firstRow;

    public override void Run(WriteSession session)
    {
        _owner = session.Owner(Conversation);
        Refusal = _owner switch
        {
            { Damage: { } damage } => new JournalDamagedException(damage),
            { PendingLast: var last } when last != expectedSeq => new JournalConflictException(Conversation, expectedSeq, last),
            _ => null,
        };
        if (Refusal is not null) return;

        _firstRow = session.NextRow;
        for (var i = 0; i < entries.Count; i++) session.InsertRow(Conversation, entries[i]);
        _owner.PendingLast = expectedSeq + entries.Count;
    }

    public override void Undo()
    {
        if (_owner is not null) _owner.PendingLast = _owner.Last;
    }

    public override void Publish(Tail tail)
    {
        if (_owner is null) return;
        if (Refusal is not null)
        {
            tail.Forget(_owner);
            return;
        }

        for (var i = 0; i < entries.Count; i++) tail.Append(_owner, _firstRow + i);
    }
}
