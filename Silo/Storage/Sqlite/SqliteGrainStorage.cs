using System.Buffers.Binary;
using Muster.Silo.Storage.Encryption;
using Orleans.Storage;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>States of grains in the file that also holds the journal: both share every commit.</summary>
/// <remarks>It takes <see cref="StoredBytes"/> alone, so that nothing gets past <see cref="EnvelopedGrainStorage"/> unencrypted.</remarks>
public sealed class SqliteGrainStorage(MusterDatabase database, IRandomBytes random) : IGrainStorage
{
    /// <exception cref="StateUnavailableException">The store cannot be read now.</exception>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = Bytes(grainState);
        var grain = grainId.ToString();
        var found = await database.Readers.Read(
            session => session.State(grain, stateName),
            why => Failures.OfState($"State {stateName} of {grain} cannot be read", why));
        state.State = new StoredBytes { Bytes = found?.Body ?? [] };
        (state.ETag, state.RecordExists) = (StateTag.Text(found?.Tag), found is not null);
    }

    /// <exception cref="InconsistentStateException">Another activation has written it. Nothing was stored.</exception>
    /// <exception cref="StateUnavailableException">The outcome is unknown.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = Bytes(grainState);
        var tag = NewTag();
        await Written(new StateWrite(grainId.ToString(), stateName, StateTag.Of(state.ETag), tag, state.State!.Bytes));
        (state.ETag, state.RecordExists) = (StateTag.Text(tag), true);
    }

    /// <exception cref="InconsistentStateException">Another activation has written it. Nothing was cleared.</exception>
    /// <exception cref="StateUnavailableException">The outcome is unknown.</exception>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = Bytes(grainState);
        await Written(new StateWrite(grainId.ToString(), stateName, StateTag.Of(state.ETag), 0, null));
        (state.State, state.ETag, state.RecordExists) = (new StoredBytes(), null, false);
    }

    private static IGrainState<StoredBytes> Bytes<T>(IGrainState<T> state) =>
        state as IGrainState<StoredBytes>
        ?? throw new NotSupportedException($"{typeof(T).Name} would be stored as it is: put an {nameof(EnvelopedGrainStorage)} before this provider.");

    private Task Written(Write write)
    {
        database.Writer.Enqueue(write);
        return write.Task;
    }

    /// <summary>Random, so that a record cleared and made anew never has a tag that a stale activation still holds.</summary>
    private long NewTag()
    {
        Span<byte> drawn = stackalloc byte[8];
        random.Fill(drawn);
        return BinaryPrimitives.ReadInt64LittleEndian(drawn);
    }
}
