using Npgsql;
using NpgsqlTypes;

namespace Muster.Silo.Storage.Postgres;

/// <summary>
/// The one statement that appends. It is a transaction by itself, sent as a whole: a process that freezes or dies in the middle holds no lock
/// on the server, and one that thaws is checked against what is stored by then.
/// </summary>
internal static class AppendStatement
{
    /// <remarks>
    /// Each run is checked against where its conversation stands at the statement's snapshot. Who has written since is found by the unique
    /// (conversation, seq), and fails the statement as a whole.
    /// </remarks>
    private const string Sql = """
        WITH checked AS MATERIALIZED (
          SELECT e.*, coalesce((SELECT max(s.seq) FROM muster_entry s WHERE s.conversation = e.conversation), 0) AS last
          FROM unnest($1, $2, $3, $4, $5, $6) AS e(conversation, expected, seq, at, key, body)),
        added AS (
          INSERT INTO muster_entry(conversation, seq, at, key, body)
          SELECT conversation, seq, at, key, body FROM checked WHERE last = expected)
        SELECT conversation, last FROM checked WHERE last <> expected AND seq = expected + 1
        """;

    /// <returns>The conversations that stand elsewhere, and where; nothing of their runs was stored. All of the others was, durably.</returns>
    public static Dictionary<string, int> Execute(NpgsqlConnection connection, ReadOnlySpan<AppendRun> runs)
    {
        using var command = new NpgsqlCommand(Sql, connection);
        Bind(command, runs);
        var refused = new Dictionary<string, int>(StringComparer.Ordinal);
        using var rows = command.ExecuteReader();
        while (rows.Read()) refused.Add(rows.GetString(0), rows.GetInt32(1));
        rows.NextResult(); // only here a commit that takes too long is heard of: an end of the reader passes it over
        return refused;
    }

    private static void Bind(NpgsqlCommand command, ReadOnlySpan<AppendRun> runs)
    {
        var conversations = new List<string>();
        var expected = new List<int>();
        var seqs = new List<int>();
        var moments = new List<long>();
        var keys = new List<byte[]?>();
        var bodies = new List<ReadOnlyMemory<byte>>();
        foreach (var run in runs)
        {
            foreach (var append in run.Appends)
            {
                foreach (var entry in append.Entries)
                {
                    conversations.Add(run.Conversation);
                    expected.Add(run.ExpectedSeq);
                    seqs.Add(entry.Seq);
                    moments.Add(entry.At);
                    keys.Add(KeyBytes.Of(entry.Key));
                    bodies.Add(entry.Body);
                }
            }
        }

        Add(conversations, NpgsqlDbType.Text);
        Add(expected, NpgsqlDbType.Integer);
        Add(seqs, NpgsqlDbType.Integer);
        Add(moments, NpgsqlDbType.Bigint);
        Add(keys, NpgsqlDbType.Bytea);
        Add(bodies, NpgsqlDbType.Bytea);

        void Add(object column, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter { Value = column, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
