using System.Buffers.Binary;
using Muster.Records;

namespace Muster.Silo.Storage.OverGrainStorage;

/// <summary>A page as one record of a key-value store: the number of its first entry, its list, its bodies. Never changed in place.</summary>
/// <param name="Entries">At least one.</param>
internal sealed record JournalPage(StoredEntry[] Entries)
{
    private const byte Version = 1;
    private const int HeaderLength = 1 + 4 + 4;

    public int First => Entries[0].Seq;

    public int Last => Entries[^1].Seq;

    public byte[] Bytes(string conversation)
    {
        var list = PageFormat.List(conversation, Entries);
        var bodies = PageFormat.Bodies(Entries);
        var bytes = new byte[HeaderLength + list.Length + bodies.Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), First);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), list.Length);
        list.CopyTo(bytes, HeaderLength);
        bodies.CopyTo(bytes, HeaderLength + list.Length);
        return bytes;
    }

    /// <exception cref="JournalDamagedException">It is not what was written there.</exception>
    public static JournalPage Of(string conversation, byte[] bytes)
    {
        var listLength = bytes.Length < HeaderLength ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(5));
        if (listLength < 0 || bytes[0] != Version || HeaderLength + listLength > bytes.Length)
            throw new JournalDamagedException($"A page of {conversation} is damaged.");
        var entries = PageFormat.Entries(conversation, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(1)), bytes.AsSpan(HeaderLength, listLength));
        return new JournalPage(PageFormat.Join(conversation, entries, bytes.AsMemory(HeaderLength + listLength)));
    }
}
