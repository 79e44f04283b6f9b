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
    /// <summary>What was disposed of is a new state, as if nothing had ever been written.</summary>
    /// <exception cref="StateDamagedException">It cannot be read back as it was written.</exception>
    /// <exception cref="StateUnavailableException">It or its key cannot be had now.</exception>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = new GrainState<StoredBytes>(new StoredBytes());
        await provider.ReadStateAsync(stateName, grainId, stored);
        var content = stored.RecordExists ? await Open(stateName, grainId, stored.State?.Bytes ?? []) : null;
        grainState.State = content is null ? New<T>() : Parse<T>(stateName, grainId, content);
        (grainState.ETag, grainState.RecordExists) = (stored.ETag, content is not null);
    }

    /// <exception cref="StateDisposedException">The keys of what it belongs to were destroyed. Nothing was stored.</exception>
    /// <exception cref="StateUnavailableException">The outcome is unknown.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = new GrainState<StoredBytes>(new StoredBytes { Bytes = await Seal(stateName, grainId, grainState.State) }, grainState.ETag)
        {
            RecordExists = grainState.RecordExists || grainState.ETag is not null,
        };
        await provider.WriteStateAsync(stateName, grainId, stored);
        (grainState.ETag, grainState.RecordExists) = (stored.ETag, true);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = new GrainState<StoredBytes>(new StoredBytes(), grainState.ETag) { RecordExists = grainState.RecordExists || grainState.ETag is not null };
        await provider.ClearStateAsync(stateName, grainId, stored);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (New<T>(), stored.ETag, false);
    }

    private async Task<byte[]> Seal<T>(string stateName, GrainId grainId, T? state)
    {
        var scope = RecordPlaces.OfState(grainId);
        DataKey key;
        try
        {
            key = await envelope.Keys.ForWriting(envelope.Keys.Place(scope, RecordPlaces.PeriodOf(grainId, scope.Class, envelope.Keys.Settings.Keep)));
        }
        catch (RecordsDisposedException disposed)
        {
            throw new StateDisposedException($"State {stateName} of {grainId} is not written: {disposed.Message}.", disposed);
        }
        catch (Exception later) when (later is KeysUnavailableException or EnvelopeException)
        {
            throw new StateUnavailableException($"State {stateName} of {grainId} could not be written: {later.Message}", later);
        }

        var buffer = SealBuffer.Rent();
        try
        {
            return envelope.Seal(key, buffer.Serialize(state, json.Options), Place.OfState(grainId.ToString(), stateName));
        }
        finally
        {
            SealBuffer.Return(buffer);
        }
    }

    /// <returns>Null where it was disposed of.</returns>
    private async Task<byte[]?> Open(string stateName, GrainId grainId, byte[] record)
    {
        try
        {
            var key = await envelope.KeyOf(RecordPlaces.OfState(grainId), record);
            return Envelope.Open(key, record, Place.OfState(grainId.ToString(), stateName));
        }
        catch (RecordsDisposedException)
        {
            return null;
        }
        catch (EnvelopeException damage)
        {
            throw new StateDamagedException($"State {stateName} of {grainId} cannot be read: {damage.Message}.", damage);
        }
        catch (KeysUnavailableException later)
        {
            throw new StateUnavailableException($"State {stateName} of {grainId} cannot be read: {later.Message}", later);
        }
    }

    private T Parse<T>(string stateName, GrainId grainId, byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(content, json.Options) ?? throw new JsonException("it is null");
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
