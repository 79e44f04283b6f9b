using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Muster.Metrics;

/// <summary>
/// What counts add up to. What was counted is remembered as 64 bits of a digest of conversation, seq and
/// kind: among a million of them the chance that any two are taken for the same is below one in ten million.
/// </summary>
internal sealed class Tally(ImmutableArray<KindFigure> figures, ReadOnlyMemory<byte> counted)
{
    private readonly SortedDictionary<Counted, Figure> _figures = new(figures.ToDictionary(kind => kind.What, kind => kind.Figure));
    private readonly HashSet<ulong> _counted = Read(counted.Span);

    /// <summary>How many counts it holds.</summary>
    public int Size => _counted.Count;

    public ImmutableArray<KindFigure> Figures => [.. _figures.Select(figure => new KindFigure(figure.Key, figure.Value))];

    /// <summary>What has been counted: 8 bytes each.</summary>
    public ReadOnlyMemory<byte> Counted => Write(_counted);

    /// <summary>Counts it, unless it was counted before.</summary>
    public bool Add(Count count)
    {
        if (!_counted.Add(Digest(count))) return false;

        _figures[count.What] = _figures.GetValueOrDefault(count.What, FigureRules.None).With(count.Milliseconds);
        return true;
    }

    private static ulong Digest(Count count)
    {
        var text = Encoding.UTF8.GetBytes($"{count.Conversation}\n{count.Seq}\n{(int)count.What}");
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    private static HashSet<ulong> Read(ReadOnlySpan<byte> bytes)
    {
        var digests = new HashSet<ulong>(bytes.Length / sizeof(ulong));
        for (; !bytes.IsEmpty; bytes = bytes[sizeof(ulong)..]) digests.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        return digests;
    }

    private static byte[] Write(HashSet<ulong> digests)
    {
        var bytes = new byte[digests.Count * sizeof(ulong)];
        var rest = bytes.AsSpan();
        foreach (var digest in digests.Order())
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest, digest);
            rest = rest[sizeof(ulong)..];
        }

        return bytes;
    }
}
