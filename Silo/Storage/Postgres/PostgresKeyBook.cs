using System.Globalization;
using Muster.Silo.Storage.Encryption;
using Npgsql;

namespace Muster.Silo.Storage.Postgres;

/// <summary>The wrapped data keys of a cluster, in a table of their own, which a dump of the records leaves out.</summary>
internal sealed class PostgresKeyBook(PostgresDatabase database) : IKeyBook
{
    public string Where => "the table muster_key";

    public Task<IReadOnlyList<(string Name, string Tag)>> List() => Use<IReadOnlyList<(string, string)>>(async () =>
    {
        await using var command = database.Source.CreateCommand("SELECT name, version FROM muster_key");
        await using var rows = await command.ExecuteReaderAsync();
        var names = new List<(string, string)>();
        while (await rows.ReadAsync()) names.Add((rows.GetString(0), Tag(rows.GetInt64(1))));
        return names;
    });

    public Task<(byte[] Ring, string Tag)?> Read(string name) => Use<(byte[], string)?>(async () =>
    {
        await using var command = database.Source.CreateCommand("SELECT ring, version FROM muster_key WHERE name = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync() ? (rows.GetFieldValue<byte[]>(0), Tag(rows.GetInt64(1))) : null;
    });

    public Task<string?> Write(string name, byte[] ring, string? expected) => Use(async () =>
    {
        var version = expected is null ? 0 : long.Parse(expected, CultureInfo.InvariantCulture);
        await using var command = database.Source.CreateCommand(version == 0
            ? "INSERT INTO muster_key(name, version, ring) VALUES($1, $3 + 1, $2) ON CONFLICT DO NOTHING"
            : "UPDATE muster_key SET version = version + 1, ring = $2 WHERE name = $1 AND version = $3");
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new NpgsqlParameter<string> { TypedValue = name },
            new NpgsqlParameter<byte[]> { TypedValue = ring },
            new NpgsqlParameter<long> { TypedValue = version },
        });
        return await command.ExecuteNonQueryAsync() == 1 ? Tag(version + 1) : null;
    });

    private static string Tag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private async Task<T> Use<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            if (PostgresFailures.ConcernsTheConnection(failure)) database.Source.Clear();
            throw new KeysUnavailableException($"The data keys cannot be used. {PostgresFailures.Words(failure)}", failure);
        }
    }
}
