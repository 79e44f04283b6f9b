using Muster.Conversations;

namespace Muster.WebFront.Citizen;

/// <summary>A conversation as its citizen reads it.</summary>
public sealed record OpenChat(ConversationView View, IReadOnlyList<Entry> Entries)
{
    /// <summary>A message was left outside the hours, and nobody has taken it yet.</summary>
    public bool IsLeftMessage =>
        View.Status == ConversationStatus.Waiting && Entries.LastOrDefault(entry => entry.Kind == EntryKind.Waiting)?.Reason == "left-message";
}
