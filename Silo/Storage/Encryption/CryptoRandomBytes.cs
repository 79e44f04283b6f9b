using System.Security.Cryptography;

namespace Muster.Silo.Storage.Encryption;

/// <summary>The operating system's randomness.</summary>
public sealed class CryptoRandomBytes : IRandomBytes
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
