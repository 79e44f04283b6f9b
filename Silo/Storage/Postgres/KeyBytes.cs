using System.Buffers.Binary;

namespace Muster.Silo.Storage.Postgres;

/// <summary>A key as 16 bytes, the highest first; null where there is none.</summary>
internal static class KeyBytes
{
    public static byte[]? Of(UInt128 key)
    {
        if (key == 0) return null;
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        return bytes;
    }

    public static UInt128 Read(byte[] bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);
}
