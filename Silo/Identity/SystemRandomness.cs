using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Muster.Identity;

namespace Muster.Silo.Identity;

/// <summary>The operating system's randomness.</summary>
public sealed class SystemRandomness : IRandomness
{
    public ulong NextUInt64()
    {
        var number = 0UL;
        Fill(MemoryMarshal.AsBytes(new Span<ulong>(ref number)));
        return number;
    }

    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
