using Orleans.Storage;

namespace Muster.Silo.Storage.OfOrleans;

/// <summary>Stores <see cref="StoredBytes"/> as the bytes they are, and nothing else: the envelope's content is no business of a provider.</summary>
internal sealed class StoredBytesSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => input is StoredBytes stored
        ? new BinaryData(stored.Bytes)
        : throw new NotSupportedException($"{typeof(T).Name} would be stored as it is: put an {nameof(EnvelopedGrainStorage)} before this provider.");

    public T Deserialize<T>(BinaryData input) => (T)(object)new StoredBytes { Bytes = input.ToArray() };
}
