using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Conversations;

/// <summary>Codes that lead back to conversations, as stored: by their hash, those that have ended not among them for long.</summary>
public sealed record ReturnCodes
{
    /// <summary>Kept in one record; 256 of these are kept for an agency.</summary>
    public const int Most = 5_000;

    public ImmutableSortedDictionary<string, ReturnPlace> Places { get; init; } = ImmutableSortedDictionary.Create<string, ReturnPlace>(StringComparer.Ordinal);

    /// <summary>Nothing is written for what lasts about as long already.</summary>
    private static readonly TimeSpan AboutAsLong = TimeSpan.FromMinutes(10);

    /// <summary>With one more, or one that lasts longer, and without those that have ended.</summary>
    public Outcome<ReturnCodes> Keep(string hash, string conversation, DateTimeOffset now)
    {
        if (Places.TryGetValue(hash, out var lasting) && lasting.Conversation == conversation && lasting.Until > now + ReturnPlace.Holds - AboutAsLong)
            return this;

        var standing = Places.RemoveRange(Places.Where(place => place.Value.Until <= now).Select(place => place.Key));
        return !IsHash(hash) || (standing.TryGetValue(hash, out var known) && known.Conversation != conversation) ? Refusal.InvalidRequest
            : !standing.ContainsKey(hash) && standing.Count >= Most ? Refusal.SlowDown
            : new ReturnCodes { Places = standing.SetItem(hash, new ReturnPlace(conversation, now + ReturnPlace.Holds)) };
    }

    public ReturnPlace? Find(string hash, DateTimeOffset now) => Places.GetValueOrDefault(hash) is { } place && now < place.Until ? place : null;

    private static bool IsHash(string hash) => hash.Length == 32 && hash.All(char.IsAsciiHexDigitLower);
}
