using System.Globalization;
using System.Security.Cryptography;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// Master keys that the process itself holds. Data keys are wrapped with AES-256-GCM under a key derived from the master (RFC 5869), and so never under
/// what records of version 1 were written with. Its nonces are random: NIST SP 800-38D, 8.3, allows 2^32 of them a key, and one is spent for
/// each data key made or wrapped anew.
/// </summary>
/// <param name="first">As they are at the start.</param>
/// <param name="readAgain">Reads them where they may have changed; null where they cannot, as in the environment.</param>
/// <param name="random">For nonces.</param>
/// <param name="log">Told what has changed.</param>
public sealed class MasterKeysHere(MasterKeys first, Func<MasterKeys>? readAgain, IRandomBytes random, ILogger<MasterKeysHere> log) : IMasterKeys
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private static readonly byte[] Purpose = "muster data keys"u8.ToArray();

    private volatile MasterKeys _keys = first;

    /// <summary>As they were last read; records of version 1 need them themselves.</summary>
    public MasterKeys Keys => _keys;

    public string Current => Id(_keys.Current);

    public bool IsOutdated(string id) => Number(id) is { } number && number < _keys.Current;

    public ValueTask<(string Id, byte[] Wrapped)> Wrap(ReadOnlyMemory<byte> secret)
    {
        var keys = _keys;
        var wrapped = new byte[NonceLength + secret.Length + TagLength];
        random.Fill(wrapped.AsSpan(0, NonceLength));
        using var cipher = CipherOf(keys, keys.Current);
        cipher.Encrypt(wrapped.AsSpan(0, NonceLength), secret.Span, wrapped.AsSpan(NonceLength, secret.Length), wrapped.AsSpan(NonceLength + secret.Length));
        return new((Id(keys.Current), wrapped));
    }

    public ValueTask<byte[]?> Unwrap(string id, ReadOnlyMemory<byte> wrapped)
    {
        var keys = _keys;
        if (Number(id) is not { } number || !keys.Has(number)) throw new MasterKeyMissingException(id, keys.ToString());
        if (wrapped.Length < NonceLength + TagLength) return new((byte[]?)null);
        var secret = new byte[wrapped.Length - NonceLength - TagLength];
        try
        {
            using var cipher = CipherOf(keys, number);
            cipher.Decrypt(wrapped.Span[..NonceLength], wrapped.Span[NonceLength..^TagLength], wrapped.Span[^TagLength..], secret);
            return new(secret);
        }
        catch (AuthenticationTagMismatchException)
        {
            return new((byte[]?)null);
        }
    }

    public Task Refresh()
    {
        if (readAgain is null) return Task.CompletedTask;
        try
        {
            var (before, now) = (_keys, readAgain());
            _keys = now;
            if (before.ToString() != now.ToString() || before.Current != now.Current)
                log.LogInformation("Master {Keys} are here, and {Current} wraps", now, now.Current);
        }
        catch (StorageRefusedException unreadable)
        {
            log.LogWarning("The master keys stay as they were: {Reason}", unreadable.Message);
        }

        return Task.CompletedTask;
    }

    private static string Id(uint number) => number.ToString(CultureInfo.InvariantCulture);

    private static uint? Number(string id) => uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static AesGcm CipherOf(MasterKeys keys, uint id)
    {
        Span<byte> derived = stackalloc byte[MasterKeys.KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, keys[id], derived, salt: [], Purpose);
        try
        {
            return new AesGcm(derived, TagLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }
}
