using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Muster.LoadTests.Scenarios.Flooding;

/// <summary>Solves the challenge of a start as docs/integrators.md describes it.</summary>
internal static class Proof
{
    public static uint Of(string token, int difficulty)
    {
        Span<byte> tried = stackalloc byte[SHA256.HashSizeInBytes + sizeof(uint)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(token), tried);
        for (uint nonce = 0; ; nonce++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(tried[SHA256.HashSizeInBytes..], nonce);
            SHA256.HashData(tried, hash);
            if (BinaryPrimitives.ReadUInt32BigEndian(hash) >> (32 - difficulty) == 0)
                return nonce;
        }
    }
}
