using Muster.Agents;

namespace Muster.WebFront.Live;

/// <summary>A conversation on an agent's stream.</summary>
internal sealed record HeldConversation(ConversationHub Hub, ConversationCursor Cursor)
{
    public required Slot Slot { get; set; }

    /// <summary>Not theirs: they advise its holder, in the consult of <see cref="Slot"/>.</summary>
    public bool IsReadAlong { get; init; }
}
