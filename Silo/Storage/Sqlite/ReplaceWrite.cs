using Muster.Records;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>A tombstone in the place of an entry, in the log or in its page.</summary>
internal sealed class ReplaceWrite(string conversation, int knownSeq, StoredEntry tombstone) : JournalWrite(conversation)
{
    private Unsealed? _owner;

    public override void Run(WriteSession session)
    {
        var last = session.Last(Conversation);
        if (last != knownSeq)
        {
            Refusal = new JournalConflictException(Conversation, knownSeq, last);
            return;
        }

        _owner = session.Tail.Find(Conversation);
        var inLog = _owner is not null && ReplaceRow(session, _owner);
        var inPage = ReplaceInPage(session); // in both, when this very transaction has sealed it
        Refusal = inLog || inPage
            ? null
            : new ArgumentException($"Conversation {Conversation} has no entry {tombstone.Seq} with the tombstone's time and key.");
    }

    public override void Publish(Tail tail) => Replaced();

    private bool ReplaceRow(WriteSession session, Unsealed owner)
    {
        if (tombstone.Seq <= owner.Sealed || tombstone.Seq > owner.Last) return false;
        Replaced();
        session.UpdateRow
            .Bind(1, Checksum.OfRow(Conversation, tombstone)).Bind(2, tombstone.Body.Span)
            .Bind(3, owner.Rows[tombstone.Seq - owner.Sealed - 1]).Bind(4, tombstone.At).BindKey(5, tombstone.Key).Execute();
        return session.Changes == 1;
    }

    private bool ReplaceInPage(WriteSession session)
    {
        if (session.PageWith(Conversation, tombstone.Seq) is not var (id, entries) || entries[^1].Seq < tombstone.Seq) return false;
        var index = tombstone.Seq - entries[0].Seq;
        if (entries[index].At != tombstone.At || entries[index].Key != tombstone.Key) return false;
        entries[index] = tombstone;
        session.UpdatePage.Bind(1, PageFormat.List(Conversation, entries)).Bind(2, PageFormat.Bodies(entries)).Bind(3, id).Execute();
        return true;
    }

    /// <summary>Before the commit for a page planned earlier, after it for one planned meanwhile, from the rows as they were.</summary>
    private void Replaced()
    {
        if (_owner is not null) _owner.Replaced++;
    }
}
