using SQLitePCL;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>One open database file, for one thread at a time.</summary>
/// <remarks>
/// Straight on SQLite's own calls: per append they cost half the CPU of ADO.NET's and allocate nothing (940 bytes there).
/// </remarks>
internal sealed class Connection : IDisposable
{
    private readonly sqlite3 _database;
    private readonly List<Statement> _statements = [];

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 database) => _database = database;

    public bool InTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    /// <summary>Rows the last INSERT, UPDATE or DELETE touched.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <param name="file">The database.</param>
    /// <param name="patience">How long to wait for a lock of another process.</param>
    /// <param name="create">A file that is missing is made; otherwise that is a failure.</param>
    /// <exception cref="SqliteFailure">It cannot be opened.</exception>
    public static Connection Open(string file, TimeSpan patience, bool create = false)
    {
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(file, out var database, flags, null);
        var connection = new Connection(database);
        if (code != raw.SQLITE_OK)
        {
            var failure = connection.Failure(code, "open the file");
            connection.Dispose();
            throw failure;
        }

        _ = raw.sqlite3_extended_result_codes(database, 1);
        _ = raw.sqlite3_busy_timeout(database, (int)patience.TotalMilliseconds);
        return connection;
    }

    /// <summary>Closes it with every statement prepared on it.</summary>
    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        _statements.Clear();
        _database.Dispose();
    }

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared);
        if (code != raw.SQLITE_OK) throw Failure(code, $"prepare \"{sql}\"");
        var statement = new Statement(_database, prepared, sql);
        _statements.Add(statement);
        return statement;
    }

    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_database, sql);
        if (code != raw.SQLITE_OK) throw Failure(code, $"run \"{sql}\"");
    }

    /// <returns>The first column of each row as a number.</returns>
    public long[] Numbers(string sql) => Rows(sql, statement => statement.Long(0));

    /// <returns>The first column of each row as text.</returns>
    public string[] Texts(string sql) => Rows(sql, statement => System.Text.Encoding.UTF8.GetString(statement.Bytes(0)));

    /// <summary>What <paramref name="read"/> makes of each row of a statement that is used once.</summary>
    public T[] Rows<T>(string sql, Func<Statement, T> read)
    {
        var code = raw.sqlite3_prepare_v2(_database, sql, out var prepared);
        if (code != raw.SQLITE_OK) throw Failure(code, $"prepare \"{sql}\"");
        using var statement = new Statement(_database, prepared, sql);
        var rows = new List<T>();
        while (statement.Step()) rows.Add(read(statement));
        return [.. rows];
    }

    /// <summary>Database pages written to the log or the file by this connection since the last call.</summary>
    public int TakePagesWritten()
    {
        _ = raw.sqlite3_db_status(_database, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        return pages;
    }

    /// <summary>Makes whatever runs on it fail soon; from any thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_database);

    private SqliteFailure Failure(int code, string doing) =>
        new(raw.sqlite3_extended_errcode(_database) is var extended and not 0 ? extended : code, doing, raw.sqlite3_errmsg(_database).utf8_to_string());
}
