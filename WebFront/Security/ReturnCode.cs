using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.WebFront.Security;

/// <summary>
/// The code a citizen takes along to another device (N11), such as <c>7KQ4M-2XD9R</c>: made from the conversation and a key of ours, so that asking again gives the same one as long as the key stays,
/// and stored nowhere but as a hash. Of its 50 bits nobody finds one by trying: with 10,000 codes in use and 200 tries a second, which is what a front lets through, it takes some fifteen years; with ten fronts a year and a half.
/// </summary>
internal sealed class ReturnCode(IFrontKeys keys, IGrainFactory grains)
{
    /// <summary>Letters and digits of a code.</summary>
    public const int Length = 10;

    /// <summary>Should two conversations ever get the same code, the second gets another.</summary>
    private const int Tries = 3;

    private readonly Seal _seal = new(keys, "muster return code v1");

    /// <summary>The citizen's code, which holds from now on for <see cref="ReturnPlace.Holds"/>.</summary>
    public async Task<Outcome<GivenCode>> Give(Caller citizen)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var code = ConversationName.Readable(SHA256.HashData(Encoding.UTF8.GetBytes(_seal.Close($"{citizen.Conversation}/{attempt}"))), Length);
            var hash = HashOf(citizen.Agency, code);
            var kept = await Api.Again.IfUnknown(() => Shard(citizen.Agency, hash).Keep(citizen, hash));
            if (kept.IsDone)
                return new GivenCode(code.Insert(Length / 2, "-"), kept.Value.Until);
            if (kept.Refusal != Refusal.InvalidRequest)
                return kept.Refusal.Value;
        }

        return Refusal.SlowDown;
    }

    /// <summary>The key of the conversation a code leads to; null for none.</summary>
    public async Task<string?> Find(string agency, string typed)
    {
        if (Read(typed) is not { } code)
            return null;

        var hash = HashOf(agency, code);
        var place = await Shard(agency, hash).Find(Caller.System(agency), hash);
        return place.Value?.Conversation;
    }

    /// <summary>As people type it: in either case, with or without the dash, and with letters for the digits they look like.</summary>
    private static string? Read(string typed)
    {
        var code = new string([.. typed.ToUpperInvariant().Where(sign => !char.IsWhiteSpace(sign) && char.GetUnicodeCategory(sign) != UnicodeCategory.DashPunctuation).Select(sign => sign switch { 'O' => '0', 'I' or 'L' => '1', _ => sign })]);
        return code.Length == Length && code.All(char.IsAsciiLetterOrDigit) ? code : null;
    }

    private static string HashOf(string agency, string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"muster-return-code\0{agency}\0{code}")).AsSpan(0, 16));

    private IReturnCodesGrain Shard(string agency, string hash) => grains.GetGrain<IReturnCodesGrain>(GrainKey.Of(agency, hash[..2]));
}

/// <param name="Code">As people read it.</param>
/// <param name="Until">When it ends, UTC.</param>
internal sealed record GivenCode(string Code, DateTimeOffset Until);
