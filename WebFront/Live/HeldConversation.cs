using Muster.Agents;

namespace Muster.WebFront.Live;

/// <summary>A conversation on an agent's stream.</summary>
internal sealed record HeldConversation(ConversationHub Hub, ConversationCursor Cursor)
{
    public required Slot Slot { get; set; }
}
