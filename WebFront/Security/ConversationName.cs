using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Muster.WebFront.Security;

/// <summary>
/// What a conversation is called, all derived one-way from the citizen's secret: the same start is the same conversation, whichever
/// front it reaches and however often.
/// </summary>
/// <param name="Id">26 characters of lower-case base32.</param>
/// <param name="Reference">What people use, such as <c>K7F-42Q-9XM</c>.</param>
/// <param name="MessageId">The id of the first message as staff see it: it opens nothing.</param>
public sealed record ConversationName(string Id, string Reference, string MessageId)
{
    private static readonly SearchValues<char> IdLetters = SearchValues.Create(Base32);

    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    // Crockford's: no I, L, O or U, so that it survives being read out.
    private const string ReadableLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static ConversationName Of(string agency, string secret)
    {
        var hash = Hash("muster-conversation", agency, secret);
        return new ConversationName(
            Spell(hash[..16], 26, Base32),
            Spell(hash[16..24], 9, ReadableLetters).Insert(6, "-").Insert(3, "-"),
            Base64Url.EncodeToString(Hash("muster-message", agency, secret).AsSpan(0, 16)));
    }

    /// <summary>Whether a text can be the id of a conversation at all.</summary>
    public static bool IsId(string? id) => id is { Length: 26 } && id.AsSpan().IndexOfAnyExcept(IdLetters) < 0;

    /// <summary>An id as 16 bytes.</summary>
    public static void ToBytes(string id, Span<byte> bytes)
    {
        bytes.Clear();
        for (var index = 0; index < id.Length; index++)
        {
            var bit = index * 5;
            var pair = Base32.IndexOf(id[index], StringComparison.Ordinal) << (11 - (bit % 8));
            bytes[bit / 8] |= (byte)(pair >> 8);
            if ((bit / 8) + 1 < bytes.Length)
                bytes[(bit / 8) + 1] |= (byte)pair;
        }
    }

    /// <summary>The id that <see cref="ToBytes"/> was given.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes) => Spell(bytes.ToArray(), 26, Base32);

    /// <summary>The first bits of some bytes, five for each letter, as people read and type them.</summary>
    public static string Readable(byte[] bytes, int length) => Spell(bytes, length, ReadableLetters);

    private static byte[] Hash(string purpose, string agency, string secret) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\0{agency}\0{secret}"));

    private static string Spell(byte[] bytes, int length, string alphabet) => string.Create(length, (bytes, alphabet), static (text, state) =>
    {
        var (bytes, alphabet) = state;
        for (var index = 0; index < text.Length; index++)
        {
            // Five bits at a time, from the front; the last ones are filled up with zeros.
            var bit = index * 5;
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[(bit / 8) + 1] : 0);
            text[index] = alphabet[(pair >> (11 - (bit % 8))) & 31];
        }
    });
}
