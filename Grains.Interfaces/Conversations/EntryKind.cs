namespace Muster.Conversations;

/// <summary>The kinds of <see cref="Entry"/>, as the public contract spells them.</summary>
public static class EntryKind
{
    public const string Started = "started";
    public const string Message = "message";
    public const string Waiting = "waiting";

    /// <summary>How urgent it is, and where it goes, was decided by the agency's rules; for staff.</summary>
    public const string Triaged = "triaged";

    public const string Joined = "joined";
    public const string Left = "left";
    public const string Transferred = "transferred";
    public const string Note = "note";
    public const string Tagged = "tagged";
    public const string ClosingQuestion = "closing-question";
    public const string ClosingAnswer = "closing-answer";
    public const string Closed = "closed";
    public const string Rated = "rated";

    /// <summary>An agent reminded the citizen of the guidelines, in the agency's words.</summary>
    public const string Warning = "warning";

    /// <summary>An agent proposed a ban; for staff.</summary>
    public const string BanProposed = "ban-proposed";

    /// <summary>The content of an earlier entry was taken away; clients drop what they show of it.</summary>
    public const string Removed = "removed";
}
