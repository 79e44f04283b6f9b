namespace Muster.Silo.Storage.Sqlite;

/// <summary>The one connection that writes, with its statements; thrown away after a failure whose outcome is unknown.</summary>
internal sealed class WriteSession(Connection connection, Tail tail) : IDisposable
{
    private readonly Statement _begin = connection.Prepare("BEGIN IMMEDIATE");
    private readonly Statement _commit = connection.Prepare("COMMIT");
    private readonly Statement _insertRow = connection.Prepare("INSERT INTO log(row, conversation, seq, at, key, sum, body) VALUES(?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement _lastSealed = connection.Prepare("SELECT last FROM page WHERE conversation = ? ORDER BY first DESC LIMIT 1");
    private readonly Statement _pageWith = connection.Prepare("SELECT id, first, entries, bodies FROM page WHERE conversation = ? AND first <= ? ORDER BY first DESC LIMIT 1");

    public Tail Tail => tail;

    public long NextRow { get; private set; } = tail.LastRow + 1;

    public int Changes => connection.Changes;

    public Statement UpdateRow { get; } = connection.Prepare("UPDATE log SET sum = ?, body = ? WHERE row = ? AND at = ? AND key IS ?");

    public Statement DeleteRows { get; } = connection.Prepare("DELETE FROM log WHERE row > ? AND row <= ?");

    public Statement InsertPage { get; } = connection.Prepare("INSERT INTO page(conversation, first, last, entries, bodies) VALUES(?, ?, ?, ?, ?)");

    public Statement UpdatePage { get; } = connection.Prepare("UPDATE page SET entries = ?, bodies = ? WHERE id = ?");

    public Statement SaveSnapshot { get; } = connection.Prepare("""
            INSERT INTO snapshot(conversation, seq, body) VALUES(?, ?, ?)
            ON CONFLICT(conversation) DO UPDATE SET seq = excluded.seq, body = excluded.body WHERE excluded.seq >= snapshot.seq
            """);

    public Statement InsertState { get; } = connection.Prepare("INSERT INTO state(etag, body, grain, name) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING");

    public Statement UpdateState { get; } = connection.Prepare("UPDATE state SET etag = ?, body = ? WHERE grain = ? AND name = ? AND etag = ?");

    public Statement DeleteState { get; } = connection.Prepare("DELETE FROM state WHERE grain = ? AND name = ? AND etag = ?");

    public Statement StateTag { get; } = connection.Prepare("SELECT etag FROM state WHERE grain = ? AND name = ?");

    public Statement Try { get; } = connection.Prepare("UPDATE meta SET value = randomblob(1) WHERE name = 'last-try'");

    public void Dispose() => connection.Dispose();

    public void Begin() => _begin.Execute();

    public void Commit() => _commit.Execute();

    public void Rollback()
    {
        if (connection.InTransaction) connection.Execute("ROLLBACK");
        NextRow = tail.LastRow + 1;
    }

    public int TakePagesWritten() => connection.TakePagesWritten();

    /// <returns>True when everything is in the file and the write-ahead log can start over.</returns>
    public bool Checkpoint() => Checkpoints.Run(connection);

    public void InsertRow(string conversation, in StoredEntry entry) =>
        _insertRow
            .Bind(1, NextRow++).Bind(2, conversation).Bind(3, entry.Seq).Bind(4, entry.At).BindKey(5, entry.Key)
            .Bind(6, Checksum.OfRow(conversation, entry)).Bind(7, entry.Body.Span).Execute();

    public Unsealed Owner(string conversation) => tail.Find(conversation) ?? tail.Add(conversation, LastSealed(conversation));

    /// <summary>The last seq with what the running transaction adds; 0 for none.</summary>
    public int Last(string conversation) => tail.Find(conversation)?.PendingLast ?? LastSealed(conversation);

    /// <summary>Nothing has happened to the rows since the page was planned.</summary>
    public bool IsStill(PlannedPage page) =>
        page.Owner is { Damage: null } owner
        && owner.Replaced == page.Replaced
        && tail.Find(owner.Conversation) == owner
        && page.First > owner.Sealed
        && page.First + page.Rows.Length - 1 <= owner.Last
        && owner.Rows[page.First - owner.Sealed - 1] == page.Rows[0];

    public (long Id, StoredEntry[] Entries)? PageWith(string conversation, int seq)
    {
        try
        {
            _pageWith.Bind(1, conversation).Bind(2, seq);
            if (!_pageWith.Step()) return null;
            var entries = PageFormat.Entries(conversation, (int)_pageWith.Long(1), _pageWith.Bytes(2));
            return (_pageWith.Long(0), PageFormat.Join(conversation, entries, _pageWith.Bytes(3).ToArray()));
        }
        finally
        {
            _pageWith.Reset();
        }
    }

    private int LastSealed(string conversation)
    {
        try
        {
            return _lastSealed.Bind(1, conversation).Step() ? (int)_lastSealed.Long(0) : 0;
        }
        finally
        {
            _lastSealed.Reset();
        }
    }
}
