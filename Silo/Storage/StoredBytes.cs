namespace Muster.Silo.Storage;

/// <summary>
/// A record as every provider of <c>IGrainStorage</c> gets to see it: bytes in an envelope, never a type of ours.
/// </summary>
[GenerateSerializer]
[Alias("muster.stored-bytes")]
public sealed class StoredBytes
{
    [Id(0)]
    public byte[] Bytes { get; set; } = [];
}
