namespace Muster.Agencies;

/// <summary>What an agency expects of people in a conversation, and what happens when somebody does not keep to it (S86 to S90, S104).</summary>
[GenerateSerializer, Immutable, Alias("muster.abuse-settings")]
public sealed record AbuseSettings
{
    private const string UsualGuidelines =
        "Please keep to what this chat is for, be civil, and leave out advertising and other people's personal details. "
        + "If it goes on, we may have to end the chat.";

    private const string UsualAppeal =
        "If you think that this was a mistake, tell us in any of the other ways to reach us, "
        + "and give the reference of your chat. Somebody else will look at it again.";

    /// <summary>The guidelines in a few sentences: what an agent's warning quotes; 1 to 4,000 characters. The whole of them stands at <see cref="AgencySettings.GuidelinesUrl"/>.</summary>
    [Id(0)] public string Guidelines { get; init; } = UsualGuidelines;

    /// <summary>How somebody can have it looked at again; shown to whoever's conversation was ended or who is banned; 1 to 4,000 characters.</summary>
    [Id(1)] public string Appeal { get; init; } = UsualAppeal;

    /// <summary>The longest ban an agent may propose, days, 1 to 365.</summary>
    [Id(2)] public int LongestBanDays { get; init; } = 30;

    /// <summary>
    /// More starts a second than this at one front, over half a minute, are taken for an attack, and so are as many at once that the cluster has
    /// not answered, for ten seconds (a thousand at once, answered at a hundred a second, are none): then each start needs a proof of work, or a short wait. 10 to 100,000; null for never.
    /// </summary>
    [Id(3)] public int? ChallengeAboveStartsPerSecond { get; init; } = 100;

    /// <summary>People a second whom each front lets in without a proof while there is an attack, 1 to 1,000.</summary>
    [Id(4)] public int LetInPerSecond { get; init; } = 10;
}
