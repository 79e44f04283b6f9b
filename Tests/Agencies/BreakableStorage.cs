using System.Text.Json;
using Orleans.Storage;

namespace Muster.Tests.Agencies;

/// <summary>Keeps states as JSON, as every provider does in the end; the next write of a name can be made to fail.</summary>
internal sealed class BreakableStorage : IGrainStorage
{
    private readonly Dictionary<string, (byte[] Json, int Version)> _stored = [];
    private readonly HashSet<string> _failing = [];

    /// <summary>Of everything but the audit log's book, which is written in its own time.</summary>
    public int Writes { get; private set; }

    public void FailNextWriteOf(string stateName) => _failing.Add(stateName);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!_stored.TryGetValue($"{grainId} {stateName}", out var found)) return Task.CompletedTask;

        grainState.State = JsonSerializer.Deserialize<T>(found.Json, JsonSerializerOptions.Web)!;
        (grainState.ETag, grainState.RecordExists) = ($"{found.Version}", true);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_failing.Remove(stateName)) throw new IOException($"{stateName} was to fail.");

        if (stateName != "audit") Writes++;
        var version = _stored.GetValueOrDefault($"{grainId} {stateName}").Version + 1;
        _stored[$"{grainId} {stateName}"] = (JsonSerializer.SerializeToUtf8Bytes(grainState.State, JsonSerializerOptions.Web), version);
        (grainState.ETag, grainState.RecordExists) = ($"{version}", true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _stored.Remove($"{grainId} {stateName}");
        return Task.CompletedTask;
    }
}
