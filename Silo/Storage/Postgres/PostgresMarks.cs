using Npgsql;
using Orleans.Storage;

namespace Muster.Silo.Storage.Postgres;

/// <summary>The few records that are needed before Orleans' own storage has started. Each is written once.</summary>
internal sealed class PostgresMarks(PostgresDatabase database) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = (IGrainState<StoredBytes>)grainState;
        await using var command = database.Source.CreateCommand("SELECT value FROM muster_meta WHERE name = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name(stateName, grainId) });
        var found = await command.ExecuteScalarAsync() as byte[];
        (state.State, state.RecordExists) = (new StoredBytes { Bytes = found ?? [] }, found is not null);
    }

    /// <exception cref="InconsistentStateException">It was written before. Nothing was stored.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var command = database.Source.CreateCommand("INSERT INTO muster_meta(name, value) VALUES($1, $2) ON CONFLICT DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name(stateName, grainId) });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = ((IGrainState<StoredBytes>)grainState).State!.Bytes });
        if (await command.ExecuteNonQueryAsync() != 1) throw new InconsistentStateException($"{Name(stateName, grainId)} was written by another node.");
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException("A mark stays.");

    private static string Name(string stateName, GrainId grainId) => $"{grainId}/{stateName}";
}
