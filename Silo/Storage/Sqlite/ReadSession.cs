using Muster.Records;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>A connection that reads, with its statements.</summary>
internal sealed class ReadSession(Connection connection) : IDisposable
{
    private readonly Statement _begin = connection.Prepare("BEGIN");
    private readonly Statement _end = connection.Prepare("COMMIT");
    private readonly Statement _snapshot = connection.Prepare("SELECT seq, body FROM snapshot WHERE conversation = ?");
    private readonly Statement _lists = connection.Prepare("SELECT first, last, entries FROM page WHERE conversation = ? ORDER BY first");
    private readonly Statement _pages = connection.Prepare("""
            SELECT first, entries, bodies FROM page WHERE conversation = ?1 AND first >=
              coalesce((SELECT max(first) FROM page WHERE conversation = ?1 AND first <= ?2), 0) ORDER BY first
            """);
    private readonly Statement _row = connection.Prepare("SELECT row, conversation, seq, at, key, sum, body FROM log WHERE row = ?");
    private readonly Statement _state = connection.Prepare("SELECT etag, body FROM state WHERE grain = ? AND name = ?");

    public void Dispose() => connection.Dispose();

    /// <summary>Everything <paramref name="read"/> looks at is of one moment.</summary>
    public T InSnapshot<T>(Func<T> read)
    {
        _begin.Execute();
        try
        {
            return read();
        }
        finally
        {
            _end.Execute();
        }
    }

    public (int Seq, byte[] Body)? Snapshot(string conversation) =>
        First(_snapshot.Bind(1, conversation), row => ((int Seq, byte[] Body)?)((int)row.Long(0), row.Bytes(1).ToArray()));

    public (long Tag, byte[] Body)? State(string grain, string name) =>
        First(_state.Bind(1, grain).Bind(2, name), row => ((long Tag, byte[] Body)?)(row.Long(0), row.Bytes(1).ToArray()));

    /// <summary>Times and keys of every sealed entry, ascending.</summary>
    public List<PageEntry> Lists(string conversation)
    {
        var entries = new List<PageEntry>();
        EachRow(_lists.Bind(1, conversation), row =>
        {
            var list = PageFormat.Entries(conversation, (int)row.Long(0), row.Bytes(2));
            if (list[^1].Seq != row.Long(1) || list[0].Seq != entries.Count + 1) throw Gap(conversation, entries.Count + 1);
            entries.AddRange(list);
            return true;
        });
        return entries;
    }

    /// <summary>Sealed entries with a seq above <paramref name="after"/>, ascending, at most <paramref name="most"/>.</summary>
    public List<StoredEntry> Sealed(string conversation, int after, int most)
    {
        var entries = new List<StoredEntry>();
        EachRow(_pages.Bind(1, conversation).Bind(2, after + 1L), row =>
        {
            var list = PageFormat.Entries(conversation, (int)row.Long(0), row.Bytes(1));
            if (list[^1].Seq <= after) return true;
            foreach (var entry in PageFormat.Join(conversation, list, row.Bytes(2).ToArray()))
            {
                if (entry.Seq <= after) continue;
                if (entries.Count == most) return false;
                if (entry.Seq != after + entries.Count + 1) throw Gap(conversation, after + entries.Count + 1);
                entries.Add(entry);
            }

            return true;
        });
        return entries;
    }

    /// <exception cref="JournalDamagedException">The row is gone, or is not that entry as it was written.</exception>
    public StoredEntry Row(string conversation, int seq, long row)
    {
        try
        {
            if (!_row.Bind(1, row).Step() || _row.Long(2) != seq || !LogRow.IsWhole(conversation, _row))
                throw new JournalDamagedException($"Row {row} of the log, entry {seq} of {conversation}, is damaged.");
            return LogRow.Read(_row);
        }
        finally
        {
            _row.Reset();
        }
    }

    private static JournalDamagedException Gap(string conversation, int seq) => new($"Entry {seq} of {conversation} is missing.");

    private static T First<T>(Statement statement, Func<Statement, T> read)
    {
        var first = default(T);
        EachRow(statement, row =>
        {
            first = read(row);
            return false;
        });
        return first!;
    }

    private static void EachRow(Statement statement, Func<Statement, bool> goOn)
    {
        try
        {
            while (statement.Step() && goOn(statement))
            {
            }
        }
        finally
        {
            statement.Reset();
        }
    }
}
