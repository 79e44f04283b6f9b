using System.Buffers.Binary;
using System.Text;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// Where a record stands, as bytes that its seal covers: moved to another conversation, number, grain or name, it cannot be opened.
/// </summary>
internal static class Place
{
    public static int OfEntry(Span<byte> place, string conversation, in StoredEntry entry)
    {
        var start = Text(place, (byte)'e', conversation);
        BinaryPrimitives.WriteInt32LittleEndian(place[start..], entry.Seq);
        BinaryPrimitives.WriteInt64LittleEndian(place[(start + 4)..], entry.At);
        BinaryPrimitives.WriteUInt128LittleEndian(place[(start + 12)..], entry.Key);
        return start + 28;
    }

    public static int OfSnapshot(Span<byte> place, string conversation, int seq)
    {
        var start = Text(place, (byte)'s', conversation);
        BinaryPrimitives.WriteInt32LittleEndian(place[start..], seq);
        return start + 4;
    }

    public static byte[] OfState(string grain, string name) => Encoding.UTF8.GetBytes($"g{grain.Length}:{grain}{name}");

    /// <summary>Room that <see cref="OfEntry"/> and <see cref="OfSnapshot"/> may need.</summary>
    public static int MostBytes(string conversation) => 1 + Encoding.UTF8.GetMaxByteCount(conversation.Length) + 28;

    private static int Text(Span<byte> place, byte kind, string text)
    {
        place[0] = kind;
        return 1 + Encoding.UTF8.GetBytes(text, place[1..]);
    }
}
