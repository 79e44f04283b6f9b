using System.Buffers.Text;

namespace Muster.Identity;

/// <summary>The names Muster makes up.</summary>
public static class RandomnessExtensions
{
    /// <summary>128 bits as lower-case hex: a name nobody else has, and no secret.</summary>
    public static string NextId(this IRandomness randomness)
    {
        Span<byte> bytes = stackalloc byte[16];
        randomness.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>256 bits as <c>A-Z a-z 0-9 - _</c>: whoever knows it may use it.</summary>
    public static string NextSecret(this IRandomness randomness)
    {
        Span<byte> bytes = stackalloc byte[32];
        randomness.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
