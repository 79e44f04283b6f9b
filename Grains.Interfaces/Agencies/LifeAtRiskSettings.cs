using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>
/// What is done where a citizen's words say that a life is in danger (N17): the page shows the emergency number at once, offline too; the conversation goes to the
/// front of its line; supervisors are alarmed; and its agent has a card with what to do. A chat is no emergency service, and says so.
/// </summary>
[GenerateSerializer, Immutable, Alias("muster.life-at-risk-settings")]
public sealed record LifeAtRiskSettings
{
    /// <summary>The class such a conversation is in: above every class of the agency's own.</summary>
    public const string Priority = "life-at-risk";

    /// <summary>How much earlier than it started it stands in the line: longer than any class of the agency's own may ask for, and than anybody can have waited.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromDays(3_650);

    /// <summary>Whether words are looked at at all.</summary>
    [Id(0)] public bool IsWatched { get; init; } = true;

    /// <summary>Phrases of the agency's own, besides those of every agency (<see cref="LifeAtRiskPhrases.OfEveryAgency"/>).</summary>
    [Id(1)] public ImmutableArray<LanguagePhrases> Phrases { get; init; } = [];

    /// <summary>What an agent does, in order: 1 to 10 steps of 1 to 300 characters. <c>{number}</c> stands for the emergency number.</summary>
    [Id(2)]
    public ImmutableArray<string> Steps { get; init; } =
    [
        "Tell them to call {number} now, or to have somebody near them call. You cannot send help from here.",
        "Ask where they are: street and number, floor, nearest crossing or landmark.",
        "If they cannot call, tell your supervisor at once: they call {number} and pass on what you know.",
        "Stay in the chat until help is there. Short sentences, one question at a time.",
        "Write down in a note whom you told, and when.",
    ];

    /// <summary>All phrases that count; none where words are not looked at.</summary>
    public ImmutableArray<LanguagePhrases> AllPhrases() => IsWatched ? LifeAtRiskPhrases.OfEveryAgency.AddRange(Phrases) : [];
}

/// <summary>Phrases of one language. They count whatever language the citizen's page is in: people write as they think.</summary>
/// <param name="Language">Primary BCP 47 subtag.</param>
/// <param name="Phrases">2 to 60 characters each, found whole and in either case, with or without apostrophes; 1 to 200 of them.</param>
[GenerateSerializer, Immutable, Alias("muster.language-phrases")]
public sealed record LanguagePhrases(string Language, ImmutableArray<string> Phrases);
