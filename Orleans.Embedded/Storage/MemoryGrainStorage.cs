using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>States in memory, isolated by a copy and guarded by an ETag like a real store's.</summary>
public sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), Stored> _states = new();
    private long _versions;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        if (_states.TryGetValue((stateName, grainId), out var stored))
        {
            grainState.State = DeepCopier.Copy((T)stored.State!, evenImmutable: true);
            (grainState.ETag, grainState.RecordExists) = (stored.ETag, true);
        }
        else
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (StateActivator.Create<T>(), null, false);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var next = new Stored(
            DeepCopier.Copy(grainState.State, evenImmutable: true),
            Interlocked.Increment(ref _versions).ToString(CultureInfo.InvariantCulture));
        Replace((stateName, grainId), grainState.ETag, next);
        (grainState.ETag, grainState.RecordExists) = (next.ETag, true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        Replace((stateName, grainId), grainState.ETag, next: null);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (StateActivator.Create<T>(), null, false);
        return Task.CompletedTask;
    }

    private void Replace((string, GrainId) key, string? expected, Stored? next)
    {
        lock (_states)
        {
            var current = _states.GetValueOrDefault(key)?.ETag;
            if (current != expected)
            {
                throw new InconsistentStateException($"Version conflict: {key}", current, expected);
            }

            if (next is null)
            {
                _states.TryRemove(key, out _);
            }
            else
            {
                _states[key] = next;
            }
        }
    }

    private sealed record Stored(object? State, string ETag);
}
