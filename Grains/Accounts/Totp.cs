using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Muster.Accounts;

/// <summary>
/// Codes of an authenticator app: RFC 6238 with HMAC-SHA-1, 30 s and six digits, the one form that every app knows. A code of the step before
/// or after counts too, and none counts twice (RFC 6238, 5.2).
/// </summary>
public static class Totp
{
    /// <summary>Bytes of a secret: as long as the hash (RFC 4226, 4, R6).</summary>
    public const int SecretLength = 20;

    public const int Digits = 6;

    private const int StepSeconds = 30;
    private const int Drift = 1;

    /// <summary>The number of the 30 s in which <paramref name="now"/> lies.</summary>
    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step (RFC 4226, 5.3).</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "What authenticator apps know. An HMAC does not rest on its hash's resistance to collisions (RFC 6194, 4).")]
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xF)..]) & 0x7FFF_FFFF;
        return (number % (uint)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code this is, now and later than the last one that was used; null for none.</summary>
    public static long? StepOf(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long lastStep)
    {
        if (code.Length != Digits || !Ascii.IsValid(code)) return null;

        var current = StepAt(now);
        for (var step = Math.Max(current - Drift, lastStep + 1); step <= current + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.ASCII.GetBytes(code))) return step;
        }

        return null;
    }

    /// <summary>Base32 without padding, as people type it (RFC 4648, 6).</summary>
    public static string Spell(ReadOnlySpan<byte> secret)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var value in secret)
        {
            (bits, held) = (((bits & 0xFF) << 8) | value, held + 8);
            for (; held >= 5; held -= 5) text.Append(letters[(bits >> (held - 5)) & 0x1F]);
        }

        if (held > 0) text.Append(letters[(bits << (5 - held)) & 0x1F]);
        return text.ToString();
    }

    /// <summary>As authenticator apps read it from a QR code.</summary>
    public static string Uri(string issuer, string account, string secret) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(issuer)}:{System.Uri.EscapeDataString(account)}?secret={secret}&issuer={System.Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={StepSeconds}";
}
