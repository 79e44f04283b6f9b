using System.Security.Cryptography;
using System.Text;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// What a master key wraps: the data key, and behind it a digest of what it is for. A wrapped key that was moved to another agency, class, period or
/// id is found out, whatever the vault's own operation covers.
/// </summary>
internal static class KeyWrap
{
    private const int DigestLength = SHA256.HashSizeInBytes;

    public static byte[] Secret(ReadOnlySpan<byte> key, KeyScope scope, string period, string id)
    {
        var secret = new byte[MasterKeys.KeyLength + DigestLength];
        key.CopyTo(secret);
        Digest(scope, period, id).CopyTo(secret, MasterKeys.KeyLength);
        return secret;
    }

    /// <returns>The key within; null where the secret is of another key.</returns>
    public static byte[]? KeyIn(ReadOnlySpan<byte> secret, KeyScope scope, string period, string id) =>
        secret.Length == MasterKeys.KeyLength + DigestLength
        && CryptographicOperations.FixedTimeEquals(secret[MasterKeys.KeyLength..], Digest(scope, period, id))
            ? secret[..MasterKeys.KeyLength].ToArray()
            : null;

    private static byte[] Digest(KeyScope scope, string period, string id) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"Muster data key\n{scope.Name}\n{period}\n{id}"));
}
