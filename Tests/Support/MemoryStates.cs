using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Muster.Tests.Support;

/// <summary>Grain states that every silo of a test shares, kept as JSON and guarded by tags.</summary>
internal sealed class MemoryStates : IGrainStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string, GrainId), (string Json, string Tag)> _states = [];
    private int _writes;

    /// <summary>What is not stored now, by the name of its state.</summary>
    public string? Refused { get; set; }

    /// <summary>All that is stored, as it is stored.</summary>
    public string Everything
    {
        get
        {
            lock (_gate)
                return string.Join('\n', _states.Values.Select(stored => stored.Json));
        }
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            var exists = _states.TryGetValue((stateName, grainId), out var stored);
            (grainState.RecordExists, grainState.ETag) = (exists, stored.Tag);
            grainState.State = exists ? JsonSerializer.Deserialize<T>(stored.Json, JsonSerializerOptions.Web)! : Activator.CreateInstance<T>();
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var json = JsonSerializer.Serialize(grainState.State, JsonSerializerOptions.Web);
        await Task.Yield(); // as a store, it answers in a later turn
        if (stateName == Refused)
            throw new IOException("The test said so.");

        lock (_gate)
        {
            Check(stateName, grainId, grainState.ETag);
            var tag = (++_writes).ToString(CultureInfo.InvariantCulture);
            _states[(stateName, grainId)] = (json, tag);
            (grainState.RecordExists, grainState.ETag) = (true, tag);
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            Check(stateName, grainId, grainState.ETag);
            _states.Remove((stateName, grainId));
            (grainState.RecordExists, grainState.ETag) = (false, null!);
        }

        return Task.CompletedTask;
    }

    private void Check(string stateName, GrainId grainId, string? tag)
    {
        if (_states.GetValueOrDefault((stateName, grainId)).Tag != tag)
            throw new InconsistentStateException($"{stateName} of {grainId} was written by another.", "stored", "known");
    }
}
