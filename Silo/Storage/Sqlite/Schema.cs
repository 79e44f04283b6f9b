namespace Muster.Silo.Storage.Sqlite;

/// <summary>The tables, and whether a file is ours, of a version we know.</summary>
internal static class Schema
{
    public const int Version = 1;

    /// <summary>"Must" in SQLite's application id: a file without it is somebody else's and stays as it is.</summary>
    private const int ApplicationId = 0x4D757374;

    /// <summary>
    /// The log is in the order of its commits and has no index, so that a message touches one page at its end. What is looked up
    /// by conversation (pages) is written in the background. <c>sum</c> is a CRC-32C over the row.
    /// </summary>
    private const string Tables = """
        CREATE TABLE log(
          row INTEGER PRIMARY KEY, conversation TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, key BLOB,
          sum INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
        CREATE TABLE page(
          id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
          entries BLOB NOT NULL, bodies BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX page_place ON page(conversation, first, last);
        CREATE TABLE snapshot(
          id INTEGER PRIMARY KEY, conversation TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
        CREATE TABLE state(
          id INTEGER PRIMARY KEY, grain TEXT NOT NULL, name TEXT NOT NULL, etag INTEGER NOT NULL, body BLOB NOT NULL,
          UNIQUE(grain, name)) STRICT;
        CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
        INSERT INTO meta VALUES('last-try', x'00');
        """;

    /// <summary>Settings that hold for one connection and have to be given to each.</summary>
    public static void Configure(Connection connection)
    {
        connection.Execute("PRAGMA synchronous = FULL");
        connection.Execute("PRAGMA wal_autocheckpoint = 0"); // the keeper moves the log into the file, off the message path
        connection.Execute("PRAGMA journal_size_limit = 67108864");
        connection.Execute("PRAGMA secure_delete = FAST");
        connection.Execute("PRAGMA temp_store = MEMORY");
    }

    /// <summary>Makes the tables in a new file; checks that an existing one is ours and not newer than this program.</summary>
    /// <exception cref="StorageRefusedException">It is not.</exception>
    public static void Ensure(Connection connection, string file)
    {
        var version = connection.Numbers("PRAGMA user_version")[0];
        var owner = connection.Numbers("PRAGMA application_id")[0];
        if (connection.Numbers("SELECT count(*) FROM sqlite_schema")[0] == 0 && version == 0 && owner == 0)
            Create(connection);
        else if (owner != ApplicationId)
            throw new StorageRefusedException($"{file} is a SQLite file of another program. Choose another directory.");
        else if (version > Version)
            throw new StorageRefusedException($"{file} has schema version {version}; this program knows up to {Version}. Start the newer program.");
    }

    private static void Create(Connection connection)
    {
        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute("BEGIN IMMEDIATE");
        connection.Execute(Tables);
        connection.Execute($"PRAGMA application_id = {ApplicationId}");
        connection.Execute($"PRAGMA user_version = {Version}");
        connection.Execute("COMMIT");
    }
}
