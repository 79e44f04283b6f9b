using System.Runtime.CompilerServices;
using System.Text.Json;
using Muster.Silo.Storage.Encryption;
using Orleans.Storage;

namespace Muster.Silo.Storage;

/// <summary>
/// Turns every state into JSON in an envelope bound to its grain and name before any provider sees it: all of them store the
/// same bytes, and a type that is renamed stays readable.
/// </summary>
public sealed class EnvelopedGrainStorage(IGrainStorage provider, Envelope envelope, StorageJson json) : IGrainStorage
{
    /// <exception cref="StateDamagedException">It cannot be read back as it was written.</exception>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = new GrainState<StoredBytes>(new StoredBytes());
        await provider.ReadStateAsync(stateName, grainId, stored);
        grainState.State = stored.RecordExists ? Open<T>(stateName, grainId, stored.State?.Bytes ?? []) : New<T>();
        (grainState.ETag, grainState.RecordExists) = (stored.ETag, stored.RecordExists);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = new GrainState<StoredBytes>(new StoredBytes { Bytes = Seal(stateName, grainId, grainState.State) }, grainState.ETag)
        {
            RecordExists = grainState.RecordExists,
        };
        await provider.WriteStateAsync(stateName, grainId, stored);
        (grainState.ETag, grainState.RecordExists) = (stored.ETag, true);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = new GrainState<StoredBytes>(new StoredBytes(), grainState.ETag) { RecordExists = grainState.RecordExists };
        await provider.ClearStateAsync(stateName, grainId, stored);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (New<T>(), stored.ETag, false);
    }

    private byte[] Seal<T>(string stateName, GrainId grainId, T? state)
    {
        var buffer = SealBuffer.Rent();
        try
        {
            return envelope.Seal(buffer.Serialize(state, json.Options), Place.OfState(grainId.ToString(), stateName));
        }
        finally
        {
            SealBuffer.Return(buffer);
        }
    }

    private T Open<T>(string stateName, GrainId grainId, byte[] record)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(envelope.Open(record, Place.OfState(grainId.ToString(), stateName)), json.Options)
                ?? throw new JsonException("it is null");
        }
        catch (EnvelopeException damage)
        {
            throw new StateDamagedException($"State {stateName} of {grainId} cannot be read: {damage.Message}.", damage);
        }
        catch (JsonException unknown)
        {
            // Without the cause: it may quote what somebody wrote.
            throw new StateDamagedException($"State {stateName} of {grainId} is no {typeof(T).Name} (at {unknown.Path}).");
        }
    }

    /// <summary>As Orleans makes one.</summary>
    private static T New<T>() =>
        typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<T>()
            : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
