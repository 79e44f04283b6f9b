using System.Buffers.Binary;
using Muster.Records;

namespace Muster.Silo.Storage;

/// <summary>
/// How a page of entries is laid out: a list of their times, keys and lengths, 28 bytes each behind a checksum that binds it to
/// its place, and apart from it the bodies one after another. Whoever wants the keys alone reads only the list.
/// </summary>
internal static class PageFormat
{
    private const int SumLength = 4;
    private const int EntryLength = 8 + 16 + 4;

    public static byte[] List(string conversation, IReadOnlyList<StoredEntry> entries) =>
        List(conversation, entries[0].Seq, [.. entries.Select(entry => new PageEntry(entry.Seq, entry.At, entry.Key, entry.Body.Length))]);

    /// <param name="first">The seq of the first, also where there is none.</param>
    public static byte[] List(string conversation, int first, IReadOnlyList<PageEntry> entries)
    {
        var list = new byte[SumLength + (entries.Count * EntryLength)];
        for (var i = 0; i < entries.Count; i++)
        {
            var at = list.AsSpan(SumLength + (i * EntryLength));
            BinaryPrimitives.WriteInt64LittleEndian(at, entries[i].At);
            BinaryPrimitives.WriteUInt128LittleEndian(at[8..], entries[i].Key);
            BinaryPrimitives.WriteInt32LittleEndian(at[24..], entries[i].Length);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(list, Checksum.Add(Checksum.OfPlace(conversation, first), list.AsSpan(SumLength)));
        return list;
    }

    public static byte[] Bodies(IReadOnlyList<StoredEntry> entries)
    {
        var bodies = new byte[entries.Sum(entry => entry.Body.Length)];
        var end = 0;
        foreach (var entry in entries)
        {
            entry.Body.Span.CopyTo(bodies.AsSpan(end));
            end += entry.Body.Length;
        }

        return bodies;
    }

    /// <exception cref="JournalDamagedException">It is not the list that was written for this place.</exception>
    public static PageEntry[] Entries(string conversation, int first, ReadOnlySpan<byte> list)
    {
        if (list.Length < SumLength || (list.Length - SumLength) % EntryLength != 0
            || BinaryPrimitives.ReadUInt32LittleEndian(list) != Checksum.Add(Checksum.OfPlace(conversation, first), list[SumLength..]))
        {
            throw new JournalDamagedException($"The page of {conversation} from entry {first} is damaged.");
        }

        var entries = new PageEntry[(list.Length - SumLength) / EntryLength];
        for (var i = 0; i < entries.Length; i++)
        {
            var at = list[(SumLength + (i * EntryLength))..];
            entries[i] = new PageEntry(
                first + i,
                BinaryPrimitives.ReadInt64LittleEndian(at),
                BinaryPrimitives.ReadUInt128LittleEndian(at[8..]),
                BinaryPrimitives.ReadInt32LittleEndian(at[24..]));
        }

        return entries;
    }

    /// <exception cref="JournalDamagedException">Bodies and list do not belong together.</exception>
    public static StoredEntry[] Join(string conversation, PageEntry[] entries, ReadOnlyMemory<byte> bodies)
    {
        if (entries.Sum(entry => (long)entry.Length) != bodies.Length)
            throw new JournalDamagedException($"The page of {conversation} from entry {entries[0].Seq} has lost bytes.");

        var joined = new StoredEntry[entries.Length];
        var start = 0;
        for (var i = 0; i < joined.Length; i++)
        {
            joined[i] = new StoredEntry(entries[i].Seq, entries[i].At, entries[i].Key, bodies.Slice(start, entries[i].Length));
            start += entries[i].Length;
        }

        return joined;
    }
}
