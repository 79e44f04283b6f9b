using System.Buffers.Binary;
using Muster.Records;

namespace Muster.Silo.Storage.OverGrainStorage;

/// <summary>
/// Where a conversation stands apart from its open page: which page that is, and the list of the closed ones since the last
/// full block of keys. Written when a page is closed, never for a message in between.
/// </summary>
/// <param name="OpenSlot">The slot of the page that takes the next entries.</param>
/// <param name="First">The first seq that <paramref name="Closed"/> is about.</param>
/// <param name="Closed">The entries of this block's closed pages.</param>
internal sealed record JournalIndex(int OpenSlot, int First, IReadOnlyList<PageEntry> Closed)
{
    private const byte Version = 1;
    private const int HeaderLength = 1 + 4 + 4;

    public static JournalIndex OfNew { get; } = new(0, 1, []);

    /// <summary>The last seq in a closed page; 0 for none.</summary>
    public int LastClosed => First + Closed.Count - 1;

    public byte[] Bytes(string conversation)
    {
        var list = PageFormat.List(conversation, First, Closed);
        var bytes = new byte[HeaderLength + list.Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), OpenSlot);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), First);
        list.CopyTo(bytes, HeaderLength);
        return bytes;
    }

    /// <exception cref="JournalDamagedException">It is not what was written there.</exception>
    public static JournalIndex Of(string conversation, byte[] bytes)
    {
        if (bytes.Length < HeaderLength || bytes[0] != Version) throw new JournalDamagedException($"An index of {conversation} is damaged.");
        var first = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(5));
        return new JournalIndex(
            BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(1)),
            first,
            PageFormat.Entries(conversation, first, bytes.AsSpan(HeaderLength)));
    }
}
