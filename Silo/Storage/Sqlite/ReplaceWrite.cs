namespace Muster.Silo.Storage.Sqlite;

/// <summary>A tombstone in the place of an entry, in the log or in its page.</summary>
internal sealed class ReplaceWrite(string conversation, StoredEntry tombstone) : JournalWrite(conversation)
{
    public override void Run(WriteSession session)
    {
        Refusal = null;
        if (session.Tail.Find(Conversation) is { } owner && tombstone.Seq > owner.Sealed)
            ReplaceRow(session, owner);
        else
            ReplaceInPage(session);
    }

    private void ReplaceRow(WriteSession session, Unsealed owner)
    {
        if (tombstone.Seq > owner.Last)
        {
            Refusal = NoSuchEntry();
            return;
        }

        owner.Replaced++;
        var row = owner.Rows[tombstone.Seq - owner.Sealed - 1];
        session.UpdateRow
            .Bind(1, Checksum.OfRow(Conversation, tombstone)).Bind(2, tombstone.Body.Span)
            .Bind(3, row).Bind(4, tombstone.At).BindKey(5, tombstone.Key).Execute();
        if (session.Changes != 1) Refusal = NoSuchEntry();
    }

    private void ReplaceInPage(WriteSession session)
    {
        if (session.PageWith(Conversation, tombstone.Seq) is not var (id, entries) || entries[^1].Seq < tombstone.Seq)
        {
            Refusal = NoSuchEntry();
            return;
        }

        var index = tombstone.Seq - entries[0].Seq;
        if (entries[index].At != tombstone.At || entries[index].Key != tombstone.Key)
        {
            Refusal = NoSuchEntry();
            return;
        }

        entries[index] = tombstone;
        session.UpdatePage.Bind(1, PageFormat.List(Conversation, entries)).Bind(2, PageFormat.Bodies(entries)).Bind(3, id).Execute();
    }

    private ArgumentException NoSuchEntry() =>
        new($"Conversation {Conversation} has no entry {tombstone.Seq} with the tombstone's time and key.");
}
