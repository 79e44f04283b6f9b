namespace Muster.Conversations;

/// <summary>The kinds of <see cref="Entry"/>, as the public contract spells them.</summary>
public static class EntryKind
{
    public const string Started = "started";
    public const string Message = "message";
    public const string Waiting = "waiting";

    /// <summary>How urgent it is, and where it goes, was decided by the agency's rules; for staff.</summary>
    public const string Triaged = "triaged";

    /// <summary>Somebody's words say that a life is in danger (N17); for staff.</summary>
    public const string LifeAtRisk = "life-at-risk";

    /// <summary>The citizen asks to be reached instead of waiting at the screen (S35).</summary>
    public const string ContactAsked = "contact-asked";

    /// <summary>Their agent has tried to.</summary>
    public const string ContactTried = "contact-tried";

    /// <summary>The citizen answered what the whole line was told (N13).</summary>
    public const string NoticeAnswer = "notice-answer";

    public const string Joined = "joined";
    public const string Left = "left";
    public const string Transferred = "transferred";
    public const string Note = "note";

    /// <summary>The holder asked somebody who knows more (A13); this and what comes of it is for staff.</summary>
    public const string ConsultAsked = "consult-asked";

    /// <summary>An expert reads along and may write notes.</summary>
    public const string ConsultJoined = "consult-joined";

    /// <summary>They do no longer; the question waits for another.</summary>
    public const string ConsultLeft = "consult-left";

    /// <summary>The question is answered, withdrawn, or nobody took it.</summary>
    public const string ConsultEnded = "consult-ended";
    public const string Tagged = "tagged";
    public const string ClosingQuestion = "closing-question";
    public const string ClosingAnswer = "closing-answer";
    public const string Closed = "closed";
    public const string Rated = "rated";

    /// <summary>An agent reminded the citizen of the guidelines, in the agency's words.</summary>
    public const string Warning = "warning";

    /// <summary>An agent named another way to reach the agency (S64).</summary>
    public const string Referred = "referred";

    /// <summary>An agent proposed a ban; for staff.</summary>
    public const string BanProposed = "ban-proposed";

    /// <summary>The content of an earlier entry was taken away; clients drop what they show of it.</summary>
    public const string Removed = "removed";
}
