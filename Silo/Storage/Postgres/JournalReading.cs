using Muster.Records;
using Npgsql;

namespace Muster.Silo.Storage.Postgres;

/// <summary>How a conversation is read back, each time by one statement, so that all it finds is of one moment.</summary>
internal static class JournalReading
{
    private const string HeadSql = """
        WITH snapshot AS MATERIALIZED (SELECT seq, body FROM muster_snapshot WHERE conversation = $1 AND $2)
        SELECT 0 AS part, seq, NULL::bigint AS at, NULL::bytea AS key, body FROM snapshot
        UNION ALL
        SELECT 1, seq, at, key, NULL FROM muster_entry WHERE conversation = $1 AND seq <= coalesce((SELECT seq FROM snapshot), 0)
        UNION ALL
        SELECT 2, seq, at, key, body FROM muster_entry WHERE conversation = $1 AND seq > coalesce((SELECT seq FROM snapshot), 0)
        ORDER BY part, seq
        """;

    private const string EntriesSql = "SELECT seq, at, key, body FROM muster_entry WHERE conversation = $1 AND seq > $2 ORDER BY seq LIMIT $3";

    public static async Task<StoredHead> Head(NpgsqlConnection connection, string conversation, bool withSnapshot)
    {
        await using var command = Command(connection, HeadSql, conversation);
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = withSnapshot });
        await using var rows = await command.ExecuteReaderAsync();
        var (last, covered, snapshot) = (0, 0, (byte[]?)null);
        var keys = new List<JournalKey>();
        var after = new List<StoredEntry>();
        while (await rows.ReadAsync())
        {
            var (part, seq) = (rows.GetInt32(0), rows.GetInt32(1));
            if (part == 0)
            {
                (covered, snapshot) = (seq, rows.GetFieldValue<byte[]>(4));
                continue;
            }

            if (seq != ++last) throw Missing(conversation, last);
            var entry = new StoredEntry(seq, rows.GetInt64(2), Key(rows, 3), part == 2 ? rows.GetFieldValue<byte[]>(4) : default(ReadOnlyMemory<byte>));
            if (entry.Key != 0) keys.Add(new JournalKey(entry.Key, seq, new DateTimeOffset(entry.At, TimeSpan.Zero)));
            if (part == 2) after.Add(entry);
        }

        return new StoredHead(last, covered, snapshot, after, keys);
    }

    public static async Task<IReadOnlyList<StoredEntry>> Entries(NpgsqlConnection connection, string conversation, int after, int most)
    {
        await using var command = Command(connection, EntriesSql, conversation);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        await using var rows = await command.ExecuteReaderAsync();
        var entries = new List<StoredEntry>();
        while (await rows.ReadAsync())
        {
            var seq = rows.GetInt32(0);
            if (seq != after + entries.Count + 1) throw Missing(conversation, after + entries.Count + 1);
            entries.Add(new StoredEntry(seq, rows.GetInt64(1), Key(rows, 2), rows.GetFieldValue<byte[]>(3)));
        }

        return entries;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string conversation)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
        return command;
    }

    private static UInt128 Key(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? 0 : KeyBytes.Read(rows.GetFieldValue<byte[]>(column));

    private static JournalDamagedException Missing(string conversation, int seq) => new($"Entry {seq} of {conversation} is missing.");
}
