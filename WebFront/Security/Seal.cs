using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Muster.WebFront.Security;

/// <summary>
/// Signs short texts for one purpose, so that we know them again: <c>{base64url(text)}.{base64url(HMAC-SHA256)}</c>. The same text gives
/// the same seal as long as the first key stays.
/// </summary>
internal sealed class Seal
{
    /// <summary>Longer ones are none of ours.</summary>
    private const int Longest = 512;

    private readonly byte[][] _keys;

    public Seal(IFrontKeys keys, string purpose)
    {
        if (keys.Masters.Count == 0 || keys.Masters.Any(master => master.Length < 32))
            throw new InvalidOperationException("A front needs at least one key of at least 32 bytes.");

        _keys = [.. keys.Masters.Select(master => HKDF.DeriveKey(HashAlgorithmName.SHA256, master.ToArray(), 32, salt: [], Encoding.UTF8.GetBytes(purpose)))];
    }

    public string Close(string text)
    {
        var body = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_keys[0], Encoding.UTF8.GetBytes(body), mac);
        return $"{body}.{Base64Url.EncodeToString(mac)}";
    }

    /// <summary>The text; null unless we sealed it for this purpose.</summary>
    public string? Open(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        if (dot <= 0 || text.Length > Longest)
            return null;

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> body = stackalloc byte[Longest];
        if (!Base64Url.IsValid(text[(dot + 1)..], out var length) || length != given.Length
            || !Base64Url.TryDecodeFromChars(text[(dot + 1)..], given, out _)
            || !Ascii.IsValid(text[..dot]))
        {
            return null;
        }

        Encoding.ASCII.GetBytes(text[..dot], body);
        foreach (var key in _keys)
        {
            HMACSHA256.HashData(key, body[..dot], mac);
            if (CryptographicOperations.FixedTimeEquals(mac, given))
                return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text[..dot]));
        }

        return null;
    }
}
