using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Muster.Identity;

namespace Muster.Accounts;

/// <summary>
/// Codes on paper for whoever has lost their second factor. Each has 120 bits, so a plain digest keeps it safe (NIST SP 800-63B-4, 3.1.2.2: from
/// 112 bits on a look-up secret needs no slow hash).
/// </summary>
public static class RecoveryCodes
{
    public const int Count = 10;

    /// <summary>Letters of a code, without its dashes.</summary>
    public const int Length = 24;

    /// <summary>32 that nobody mistakes for each other (as Crockford's Base32).</summary>
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";

    public static ImmutableArray<string> New(IRandomness randomness) => [.. Enumerable.Range(0, Count).Select(_ => One(randomness))];

    /// <summary>What is stored of a code.</summary>
    public static string Digest(string code) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Plain(code))));

    /// <summary>Whether it could be one at all: a code of an app is not looked for among them.</summary>
    public static bool HasShape(string code) => code.Length <= 2 * Length && Plain(code).Length == Length;

    private static string One(IRandomness randomness)
    {
        Span<byte> bytes = stackalloc byte[Length];
        randomness.Fill(bytes);
        var code = new StringBuilder();
        foreach (var (index, value) in bytes.ToArray().Index())
        {
            if (index > 0 && index % 4 == 0) code.Append('-');
            code.Append(Letters[value & 0x1F]);
        }

        return code.ToString();
    }

    /// <summary>However it was typed.</summary>
    private static string Plain(string code) => new(
        [.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant).Select(letter => letter switch { 'o' => '0', 'i' or 'l' => '1', _ => letter })]);
}
