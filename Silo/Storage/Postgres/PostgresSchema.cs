using Npgsql;

namespace Muster.Silo.Storage.Postgres;

/// <summary>The tables, made by whichever node starts first; the others wait for it and find them.</summary>
internal static class PostgresSchema
{
    public const int Version = 2;

    private const int OldestServer = 13;

    /// <summary>"Muster" as the number of the lock that a node holds while it makes the tables.</summary>
    private const long SchemaLock = 0x4D75_7374_6572;

    /// <summary>How long a node waits for another one to make the tables.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The index holds times and keys too, so that a conversation can be opened without reading its bodies. Bodies are encrypted: compressing
    /// them would be in vain. Names are ordered by their bytes: no update of the system's collations breaks an index.
    /// </summary>
    private const string Tables = """
        CREATE TABLE muster_schema(version integer NOT NULL);
        CREATE TABLE muster_meta(name text PRIMARY KEY, value bytea NOT NULL);
        CREATE TABLE muster_entry(
          conversation text COLLATE "C" NOT NULL, seq integer NOT NULL, at bigint NOT NULL, key bytea, body bytea NOT NULL,
          PRIMARY KEY(conversation, seq) INCLUDE (at, key));
        ALTER TABLE muster_entry ALTER COLUMN body SET STORAGE EXTERNAL;
        CREATE TABLE muster_snapshot(conversation text COLLATE "C" PRIMARY KEY, seq integer NOT NULL, body bytea NOT NULL);
        ALTER TABLE muster_snapshot ALTER COLUMN body SET STORAGE EXTERNAL;
        """;

    /// <summary>Version 2: the wrapped data keys (<see cref="PostgresKeyBook"/>). Their old forms are to leave no copy beside the row.</summary>
    private const string TableOfKeys = """
        CREATE TABLE muster_key(name text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, ring bytea NOT NULL) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);
        """;

    /// <summary>Makes the tables where they are missing. Any number of nodes may do so at once; a repeat changes nothing.</summary>
    /// <exception cref="StorageRefusedException">The server or what is stored there is not one that this program knows.</exception>
    public static void Ensure(NpgsqlConnection connection)
    {
        CheckServer(connection);
        if (!IsCurrent(connection)) Make(connection);
        TryWrite(connection);
    }

    /// <summary>Finds out, durably, whether the database can be written.</summary>
    public static void TryWrite(NpgsqlConnection connection) => connection.Execute(
        "INSERT INTO muster_meta VALUES('last-try', int8send(extract(epoch FROM now())::bigint)) ON CONFLICT (name) DO UPDATE SET value = excluded.value");

    private static void CheckServer(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
            throw new StorageRefusedException($"{connection.Place()} is PostgreSQL {connection.PostgreSqlVersion}; Muster needs {OldestServer} or newer.");
        var encoding = connection.Value<string>("SHOW server_encoding");
        if (encoding != "UTF8")
            throw new StorageRefusedException($"{connection.Place()} has the encoding {encoding}; Muster needs a database made with UTF8.");
    }

    private static void Make(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute($"SET LOCAL statement_timeout = {(long)Patience.TotalMilliseconds}");
        connection.Execute($"SELECT pg_advisory_xact_lock({SchemaLock})", Patience);
        var version = VersionOf(connection);
        if (version == Version) return; // another node was faster

        if (version == 0)
        {
            connection.Execute(Tables, Patience);
            connection.Execute(OrleansTables.Sql, Patience);
        }

        connection.Execute(TableOfKeys, Patience);
        connection.Execute($"INSERT INTO muster_schema VALUES({Version})");
        transaction.Commit();
    }

    private static bool IsCurrent(NpgsqlConnection connection) => VersionOf(connection) == Version;

    /// <returns>0 where there are no tables yet.</returns>
    private static int VersionOf(NpgsqlConnection connection)
    {
        // Not to_regclass: inside a transaction it goes on saying what it said before another node made the table.
        if (!connection.Value<bool>("SELECT EXISTS(SELECT FROM pg_class WHERE relname = 'muster_schema' AND pg_table_is_visible(oid))")) return 0;

        var version = connection.Value<int>("SELECT max(version) FROM muster_schema");
        return version <= Version
            ? version
            : throw new StorageRefusedException($"{connection.Place()} has schema version {version}; this program knows up to {Version}. Start the newer program.");
    }
}
