using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Muster.Silo.Storage;

/// <summary>CRC-32C: finds what a disk garbled before anything is concluded from it. Against forgery there is the envelope.</summary>
internal static class Checksum
{
    public static uint OfRow(string conversation, int seq, long at, UInt128 key, ReadOnlySpan<byte> body)
    {
        var sum = OfPlace(conversation, seq);
        sum = BitOperations.Crc32C(sum, (ulong)at);
        sum = BitOperations.Crc32C(sum, (ulong)key);
        sum = BitOperations.Crc32C(sum, (ulong)(key >> 64));
        return Add(sum, body);
    }

    public static uint OfRow(string conversation, in StoredEntry entry) =>
        OfRow(conversation, entry.Seq, entry.At, entry.Key, entry.Body.Span);

    public static uint OfPlace(string conversation, int seq) =>
        BitOperations.Crc32C(Add(uint.MaxValue, MemoryMarshal.AsBytes(conversation.AsSpan())), (uint)seq);

    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..]) sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var rest in bytes) sum = BitOperations.Crc32C(sum, rest);
        return sum;
    }
}
