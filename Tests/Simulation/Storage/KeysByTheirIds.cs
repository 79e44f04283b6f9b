using System.Security.Cryptography;
using Muster.Silo.Storage.Encryption;

namespace Muster.Tests.Simulation.Storage;

/// <summary>Draws an id and a data key (16 and 32 bytes) so that the key is the id's SHA-256: whoever reads the disk by its format alone finds it.</summary>
public sealed class KeysByTheirIds(Random random) : IRandomBytes
{
    private const int IdLength = 16;

    public void Fill(Span<byte> bytes)
    {
        random.NextBytes(bytes);
        if (bytes.Length == IdLength + SHA256.HashSizeInBytes) SHA256.HashData(bytes[..IdLength], bytes[IdLength..]);
    }
}
