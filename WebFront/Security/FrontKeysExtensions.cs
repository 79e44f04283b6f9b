using System.Security.Cryptography;

namespace Muster.WebFront.Security;

/// <summary>What is said of keys without saying them.</summary>
public static class FrontKeysExtensions
{
    private const int Shown = 8;

    private static readonly byte[] Purpose = "muster front keys, told apart"u8.ToArray();

    /// <returns>16 hexadecimal digits: the same for the same keys in the same order. Keys are 32 random bytes, which nobody finds by trying.</returns>
    public static string Fingerprint(this IFrontKeys keys)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Purpose);
        foreach (var key in keys.Masters)
        {
            hash.AppendData(BitConverter.GetBytes(key.Length));
            hash.AppendData(key.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Shown));
    }
}
