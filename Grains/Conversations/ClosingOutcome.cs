namespace Muster.Conversations;

/// <summary>What came of the closing question (S44).</summary>
public static class ClosingOutcome
{
    /// <summary>The citizen said that there is nothing else.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Asked, and the citizen did not answer.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>Closed without asking.</summary>
    public const string NotAsked = "not-asked";

    /// <summary>Closed although the citizen had asked for more help.</summary>
    public const string MoreHelp = "more-help";

    /// <summary>The citizen ended it themselves, with an agent.</summary>
    public const string EndedByCitizen = "ended-by-citizen";

    /// <summary>The citizen left while waiting.</summary>
    public const string Abandoned = "abandoned";

    /// <summary>The citizen left the line because what all were told answered the question (N13).</summary>
    public const string AnsweredByNotice = "answered-by-notice";

    /// <summary>A supervisor ended it while it waited: nobody had it.</summary>
    public const string EndedInLine = "ended-in-line";

    /// <summary>Ended by its agent for abuse, whatever had been asked.</summary>
    public const string Abuse = "abuse";
}
