using Muster.Records;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>The journal of one machine: appended in commit order, found through the <see cref="Tail"/> and, once sealed, through pages.</summary>
public sealed class SqliteJournalStore(MusterDatabase database) : IJournalStore
{
    public Task<StoredHead> Open(string conversation, bool withSnapshot = true) =>
        Read(conversation, session =>
        {
            var tail = database.Tail.Copy(conversation);
            return session.InSnapshot(() => Head(session, conversation, tail, withSnapshot));
        });

    public Task Append(string conversation, int expectedSeq, IReadOnlyList<StoredEntry> entries)
    {
        JournalEntries.Check(expectedSeq, entries);
        return Written(new AppendWrite(conversation, expectedSeq, entries));
    }

    public Task<IReadOnlyList<StoredEntry>> Read(string conversation, int after, int most) =>
        Read<IReadOnlyList<StoredEntry>>(conversation, session =>
        {
            var tail = database.Tail.Copy(conversation, after);
            return session.InSnapshot(() => Entries(session, conversation, tail, after, most));
        });

    public Task SaveSnapshot(string conversation, int seq, byte[] body) => Written(new SnapshotWrite(conversation, seq, body));

    public Task Replace(string conversation, int knownSeq, StoredEntry tombstone) => Written(new ReplaceWrite(conversation, knownSeq, tombstone));

    private static StoredHead Head(ReadSession session, string conversation, TailCopy tail, bool withSnapshot)
    {
        var sealedEntries = session.Lists(conversation);
        var snapshot = withSnapshot ? session.Snapshot(conversation) : null;
        var covered = snapshot?.Seq ?? 0;
        var keys = new List<JournalKey>(sealedEntries.Count + tail.Rows.Length);
        foreach (var entry in sealedEntries) AddKey(entry.Seq, entry.At, entry.Key);

        var after = sealedEntries.Count > covered ? session.Sealed(conversation, covered, int.MaxValue) : [];
        foreach (var entry in Unsealed(session, conversation, tail, sealedEntries.Count))
        {
            AddKey(entry.Seq, entry.At, entry.Key);
            if (entry.Seq > covered) after.Add(entry);
        }

        return new StoredHead(Math.Max(sealedEntries.Count, tail.Last), covered, snapshot?.Body, after, keys);

        void AddKey(int seq, long at, UInt128 key)
        {
            if (key != 0) keys.Add(new JournalKey(key, seq, new DateTimeOffset(at, TimeSpan.Zero)));
        }
    }

    private static List<StoredEntry> Entries(ReadSession session, string conversation, TailCopy tail, int after, int most)
    {
        if (most <= 0) return [];
        var entries = after + 1 < tail.First || tail.Rows.Length == 0 ? session.Sealed(conversation, after, most) : [];
        foreach (var entry in Unsealed(session, conversation, tail, after + entries.Count))
        {
            if (entries.Count == most) break;
            if (entry.Seq != after + entries.Count + 1)
                throw new JournalDamagedException($"Entry {after + entries.Count + 1} of {conversation} is missing.");
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>What was unsealed and still is: what has been sealed since the copy was taken is in the pages of this snapshot.</summary>
    private static IEnumerable<StoredEntry> Unsealed(ReadSession session, string conversation, TailCopy tail, int after)
    {
        for (var i = Math.Max(0, after + 1 - tail.First); i < tail.Rows.Length; i++)
            yield return session.Row(conversation, tail.First + i, tail.Rows[i]);
    }

    private Task<T> Read<T>(string conversation, Func<ReadSession, T> read) =>
        database.Readers.Read(read, why => Failures.OfJournal($"Conversation {conversation} cannot be read", why));

    private Task Written(Write write)
    {
        database.Writer.Enqueue(write);
        return write.Task;
    }
}
