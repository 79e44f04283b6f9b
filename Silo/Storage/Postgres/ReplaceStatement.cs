using Npgsql;
using NpgsqlTypes;

namespace Muster.Silo.Storage.Postgres;

/// <summary>The one statement that replaces; like an append a transaction by itself, sent as a whole.</summary>
internal static class ReplaceStatement
{
    /// <remarks>
    /// Where the conversation stands is looked up in the statement's snapshot. One that waits for somebody else's replacement of the same entry
    /// goes on with that snapshot, but sees the new body, which is not the one it meant; so nobody's tombstone is replaced unseen. An append that
    /// commits while this runs counts as the later of the two.
    /// </remarks>
    private const string Sql = """
        WITH stands AS MATERIALIZED (SELECT coalesce(max(seq), 0) AS last FROM muster_entry WHERE conversation = $1),
        was AS MATERIALIZED (
          SELECT seq, body FROM muster_entry WHERE conversation = $1 AND seq = $3 AND at = $4 AND key IS NOT DISTINCT FROM $5),
        replaced AS (
          UPDATE muster_entry e SET body = $6 FROM stands, was
          WHERE e.conversation = $1 AND e.seq = was.seq AND e.body = was.body AND stands.last = $2
          RETURNING e.seq)
        SELECT last, EXISTS(SELECT FROM was), EXISTS(SELECT FROM replaced) FROM stands
        """;

    /// <returns>Where the conversation stands, whether it has such an entry, and whether that was replaced, durably.</returns>
    public static async Task<(int Last, bool IsThere, bool IsReplaced)> Execute(NpgsqlConnection connection, string conversation, int knownSeq, StoredEntry tombstone)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new NpgsqlParameter<string> { TypedValue = conversation },
            new NpgsqlParameter<int> { TypedValue = knownSeq },
            new NpgsqlParameter<int> { TypedValue = tombstone.Seq },
            new NpgsqlParameter<long> { TypedValue = tombstone.At },
            new NpgsqlParameter { Value = (object?)KeyBytes.Of(tombstone.Key) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
            new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = tombstone.Body, NpgsqlDbType = NpgsqlDbType.Bytea },
        });
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        var outcome = (rows.GetInt32(0), rows.GetBoolean(1), rows.GetBoolean(2));
        await rows.NextResultAsync(); // only here a commit that takes too long is heard of
        return outcome;
    }
}
