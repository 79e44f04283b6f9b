using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Conversations;

/// <summary>
/// A stored fact as people may read it. It holds no staff id, user name or real name; <see cref="StaffOnly"/> ones go to staff
/// alone and leave a gap in the numbers a citizen sees.
/// </summary>
/// <param name="Seq">Its number in the conversation, from 1 without a gap.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Kind">One of <see cref="EntryKind"/>.</param>
/// <param name="AuthorRole">Who did it.</param>
/// <param name="AuthorName">The citizen's chosen name or the agent's alias.</param>
/// <param name="StaffOnly">Not for the citizen.</param>
[GenerateSerializer, Immutable, Alias("muster.entry")]
public sealed record Entry(
    int Seq,
    DateTimeOffset At,
    string Kind,
    Role AuthorRole,
    string? AuthorName,
    bool StaffOnly)
{
    /// <summary>What was written.</summary>
    [Id(0)] public string? Text { get; init; }

    /// <summary>The sender's id of a message, as everybody may see it; of a <c>notice-answer</c>, the notice's.</summary>
    [Id(1)] public string? MessageId { get; init; }

    /// <summary>For the citizen alone: the id they sent, where it is a secret (the start's).</summary>
    [Id(2)] public string? CitizensMessageId { get; init; }

    /// <summary>The queue it concerns (<c>waiting</c>, <c>transferred</c>, <c>started</c>); of a <c>triaged</c> one, the queue the citizen chose, where a rule moved it.</summary>
    [Id(3)] public string? Queue { get; init; }

    /// <summary>The order key in the line (<c>waiting</c>).</summary>
    [Id(4)] public long? Ticket { get; init; }

    /// <summary>Why: <c>started</c>, <c>transferred</c>, <c>agent-lost</c>, <c>no-reply</c> ...; of a <c>transferred</c> one, in the agent's words; of a <c>triaged</c> one, the keyword rule; of a <c>life-at-risk</c> one, the phrase that was found.</summary>
    [Id(5)] public string? Reason { get; init; }

    /// <summary>The alias, expert group's name or queue it went to (<c>transferred</c>, <c>consult-asked</c>); of a <c>waiting</c> one that comes back, the alias of who handed it over; the channel that was named (<c>referred</c>), whose number or address is the text.</summary>
    [Id(6)] public string? To { get; init; }

    /// <summary>How it ended (<c>closed</c>): <c>confirmed</c>, <c>no-answer</c>, <c>not-asked</c>, <c>more-help</c>, <c>abandoned</c>, <c>ended-in-line</c>, <c>abuse</c>.</summary>
    [Id(7)] public string? Outcome { get; init; }

    /// <summary>The disposition (<c>closed</c>), shown to staff alone.</summary>
    [Id(8)] public string? Disposition { get; init; }

    /// <summary>The answer to the closing question.</summary>
    [Id(9)] public bool? MoreHelp { get; init; }

    /// <summary>The rating's first answer.</summary>
    [Id(10)] public bool? Resolved { get; init; }

    /// <summary>The rating's second answer, 1 to 5.</summary>
    [Id(11)] public int? Satisfaction { get; init; }

    /// <summary>What was agreed (<c>closed</c>).</summary>
    [Id(12)] public string? NextAction { get; init; }

    /// <summary>By when (<c>closed</c>).</summary>
    [Id(13)] public DateOnly? NextActionBy { get; init; }

    /// <summary>The conversation's tags from here on (<c>tagged</c>).</summary>
    [Id(14)] public ImmutableArray<string>? Tags { get; init; }

    /// <summary>The entry whose content was taken away (<c>removed</c>).</summary>
    [Id(15)] public int? Target { get; init; }

    /// <summary>The short number (<c>started</c>).</summary>
    [Id(16)] public string? Reference { get; init; }

    /// <summary>How else to reach the citizen (<c>started</c>, <c>contact-asked</c>); for staff.</summary>
    [Id(17)] public string? Contact { get; init; }

    /// <summary>The page they came from (<c>started</c>); for staff.</summary>
    [Id(18)] public string? Page { get; init; }

    /// <summary>Their language (<c>started</c>).</summary>
    [Id(19)] public string? Language { get; init; }

    /// <summary>Their answers (<c>started</c>); for staff.</summary>
    [Id(20)] public ImmutableDictionary<string, string>? Answers { get; init; }

    /// <summary>The class of urgency it is in (<c>triaged</c>); for staff.</summary>
    [Id(21)] public string? Priority { get; init; }

    /// <summary>Where a notice stands for everybody (<c>notice-answer</c>); the channel's link (<c>referred</c>).</summary>
    [Id(22)] public string? Url { get; init; }

    /// <summary>Whether it answered the question (<c>notice-answer</c>).</summary>
    [Id(23)] public bool? Helped { get; init; }

    /// <summary>How the citizen wants to be reached (<c>contact-asked</c>).</summary>
    [Id(24)] public ContactChannel? Channel { get; init; }

    /// <summary>Whether they keep their place and are called (<c>contact-asked</c>).</summary>
    [Id(25)] public bool? IsCallBack { get; init; }

    /// <summary>Not earlier than this, UTC (<c>contact-asked</c>, <c>contact-tried</c>, <c>waiting</c>).</summary>
    [Id(26)] public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The id of the expert group it was handed to (<c>transferred</c>); for staff.</summary>
    [Id(27)] public string? Group { get; init; }

    /// <summary>The id of the consult (<c>consult-asked</c>, <c>consult-joined</c>, <c>consult-left</c>, <c>consult-ended</c>); for staff.</summary>
    [Id(28)] public string? Consult { get; init; }
}
