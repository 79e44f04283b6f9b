using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Muster.WebFront.Abuse;

/// <summary>
/// A proof of work after Hashcash (Back, 2002): a number which, hashed together with the challenge, gives so many leading zero bits. Nothing to
/// look at, to read or to solve for a person; a browser tries numbers for a moment.
/// </summary>
internal static class Puzzle
{
    /// <summary><c>SHA-256(SHA-256(token) + nonce)</c>, the nonce as four bytes, the highest first: one block for each try.</summary>
    public static bool IsSolved(string token, int difficulty, uint nonce)
    {
        Span<byte> tried = stackalloc byte[SHA256.HashSizeInBytes + sizeof(uint)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(token), tried);
        BinaryPrimitives.WriteUInt32BigEndian(tried[SHA256.HashSizeInBytes..], nonce);
        SHA256.HashData(tried, hash);
        return BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt32BigEndian(hash)) >= difficulty;
    }
}

/// <summary>How hard a challenge is, in leading zero bits.</summary>
/// <param name="Easy">131,072 tries on the average: a fraction of a second on a phone.</param>
/// <param name="Hard">Where the attacker solves them too: four times that, and never more.</param>
internal sealed record Difficulties(int Easy = 17, int Hard = 19);
