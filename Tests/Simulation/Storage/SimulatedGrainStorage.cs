using Muster.Silo.Storage;
using Orleans.Storage;

namespace Muster.Tests.Simulation.Storage;

/// <summary>The states of a process in the simulation; for <see cref="EnvelopedGrainStorage"/>, as every provider.</summary>
internal sealed class SimulatedGrainStorage(DiskSession session) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = (IGrainState<StoredBytes>)grainState;
        var key = Key(stateName, grainId);
        var found = await session.Read(new(DiskVerb.ReadState, key), disk => disk.State(key), Failure(key));
        state.State = new StoredBytes { Bytes = found?.Bytes ?? [] };
        (state.ETag, state.RecordExists) = (found?.Tag, found is not null);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = (IGrainState<StoredBytes>)grainState;
        var key = Key(stateName, grainId);
        var (expected, bytes) = (state.ETag, state.State!.Bytes);
        string? tag = null;
        await session.Write(new(DiskVerb.WriteState, key), disk => tag = disk.WriteState(key, expected, bytes), Failure(key));
        (state.ETag, state.RecordExists) = (tag, true);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = (IGrainState<StoredBytes>)grainState;
        var key = Key(stateName, grainId);
        var expected = state.ETag;
        await session.Write(new(DiskVerb.ClearState, key), disk => disk.WriteState(key, expected, null), Failure(key));
        (state.State, state.ETag, state.RecordExists) = (new StoredBytes(), null, false);
    }

    private static string Key(string stateName, GrainId grainId) => $"{grainId} {stateName}";

    private static Func<Exception> Failure(string key) => () => new StateUnavailableException($"The simulated disk failed for {key}.");
}
