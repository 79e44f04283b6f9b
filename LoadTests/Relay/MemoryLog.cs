namespace Muster.LoadTests.Relay;

/// <summary>Keeps the records in memory alone: the relay without storage.</summary>
internal sealed class MemoryLog : IRelayLog
{
    private const int ChunkBytes = 1 << 22;

    private readonly List<byte[]> _chunks = [];

    public long Length { get; private set; }

    public void Append(ReadOnlyMemory<byte> records)
    {
        var rest = records.Span;
        while (!rest.IsEmpty)
        {
            var at = (int)(Length % ChunkBytes);
            if (at == 0)
                _chunks.Add(GC.AllocateUninitializedArray<byte>(ChunkBytes));
            var part = Math.Min(rest.Length, ChunkBytes - at);
            rest[..part].CopyTo(_chunks[^1].AsSpan(at));
            rest = rest[part..];
            Length += part;
        }
    }

    public void Read(long position, Span<byte> record)
    {
        while (!record.IsEmpty)
        {
            var at = (int)(position % ChunkBytes);
            var part = Math.Min(record.Length, ChunkBytes - at);
            _chunks[(int)(position / ChunkBytes)].AsSpan(at, part).CopyTo(record);
            record = record[part..];
            position += part;
        }
    }

    public void Dispose() => _chunks.Clear();
}
