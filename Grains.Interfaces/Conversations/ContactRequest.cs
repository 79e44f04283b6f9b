using System.Diagnostics.CodeAnalysis;

namespace Muster.Conversations;

/// <summary>How a citizen wants to be reached instead of waiting at the screen (S35, W15).</summary>
/// <param name="Channel">The way they prefer.</param>
/// <param name="Address">The number or address, 3 to 500 UTF-16 units: for the phone and SMS at least three digits, for email with an @.</param>
/// <param name="IsCallBack">They keep their place and are called when it is their turn; by phone alone. Otherwise it is a message, answered when nobody waits at the screen.</param>
[GenerateSerializer, Immutable, Alias("muster.contact-request")]
public sealed record ContactRequest(ContactChannel Channel, string Address, bool IsCallBack)
{
    /// <summary>UTF-16 units of the words for the best time.</summary>
    public const int LongestBestTime = 200;

    /// <summary>Of a number, digits; of another address, UTF-16 units.</summary>
    private const int ShortestAddress = 3;

    /// <summary>How far ahead somebody may name a time.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(14);

    /// <summary>Not earlier than this, UTC; at most 14 days ahead. Null for as soon as it is their turn.</summary>
    [Id(0)] public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it suits them best, in their own words, for whoever reaches them; at most 200 UTF-16 units.</summary>
    [Id(1)] public string? BestTime { get; init; }

    /// <summary>The same id is the same request, however late it comes again; null for none.</summary>
    [Id(2)] public string? MessageId { get; init; }

    /// <summary>Whether somebody may be reached there. <c>citizen/contact-fields.js</c> looks at the same before anything is sent.</summary>
    /// <param name="channel">The way.</param>
    /// <param name="address">Without space around it.</param>
    public static bool Fits(ContactChannel channel, [NotNullWhen(true)] string? address) => address is { Length: >= ShortestAddress and <= ConversationLimits.LongestField } && channel switch
    {
        ContactChannel.Phone or ContactChannel.Sms => address.Count(char.IsAsciiDigit) >= ShortestAddress && address.All(unit => char.IsLetterOrDigit(unit) || " +-()./,;:#*".Contains(unit, StringComparison.Ordinal)),
        ContactChannel.Email => address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < address.Length - 1 && !address.Any(char.IsWhiteSpace),
        _ => true,
    };
}

/// <summary>A way to reach somebody.</summary>
public enum ContactChannel
{
    /// <summary>A call.</summary>
    Phone,

    /// <summary>A text message.</summary>
    Sms,

    /// <summary>An email.</summary>
    Email,

    /// <summary>A letter.</summary>
    Post,
}

/// <summary>The holder has tried to reach the citizen as they asked (S35).</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="AgainAt">It goes back to the line and is nobody's before this, UTC, a minute to 14 days ahead; for <see cref="ContactOutcome.NotReached"/> alone. Null leaves it with the holder.</param>
/// <param name="Note">For staff.</param>
[GenerateSerializer, Immutable, Alias("muster.record-contact")]
public sealed record RecordContact(ContactOutcome Outcome, DateTimeOffset? AgainAt, string? Note)
{
    /// <summary>The same id from the same person is the same try; null for none.</summary>
    [Id(0)] public string? MessageId { get; init; }
}

/// <summary>What came of trying to reach somebody.</summary>
public enum ContactOutcome
{
    /// <summary>They were spoken to, or written to at the address they gave.</summary>
    Reached,

    /// <summary>Nobody answered.</summary>
    NotReached,

    /// <summary>The number or address is not theirs, or does not exist.</summary>
    WrongAddress,
}
