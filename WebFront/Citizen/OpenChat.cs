using Muster.Conversations;

namespace Muster.WebFront.Citizen;

/// <summary>A conversation as its citizen reads it.</summary>
public sealed record OpenChat(ConversationView View, IReadOnlyList<Entry> Entries)
{
    /// <summary>A message was left outside the hours, and nobody has answered it yet; that it waits elsewhere in the line changes nothing.</summary>
    public bool IsLeftMessage =>
        IsWaiting
        && Entries.LastOrDefault(entry => entry is { Kind: EntryKind.Waiting, Reason: not ("life-at-risk" or "contact-asked" or "contact-later" or "moved") })?.Reason == "left-message";

    public bool IsWaiting => View.Status == ConversationStatus.Waiting;

    /// <summary>How whoever waits wants to be reached instead of sitting at the screen; null where they do not, or are talked with.</summary>
    public ContactRequest? Contact => IsWaiting ? View.Contact : null;

    /// <summary>Nobody reaches them earlier: as they asked, or as the last try came out.</summary>
    public DateTimeOffset? NotBefore => Entries.LastOrDefault(entry => entry.Kind == EntryKind.Waiting)?.NotBefore;

    /// <summary>Left in the line, answered by what all in it were told.</summary>
    public bool IsAnsweredByNotice => Outcome == "answered-by-notice";

    /// <summary>Ended for them while they waited.</summary>
    public bool IsEndedInLine => Outcome == "ended-in-line";

    private string? Outcome => Entries.LastOrDefault(entry => entry.Kind == EntryKind.Closed)?.Outcome;
}
