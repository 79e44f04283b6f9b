using Muster.Conversations;

namespace Muster.WebFront.Citizen;

/// <summary>A conversation as its citizen reads it.</summary>
public sealed record OpenChat(ConversationView View, IReadOnlyList<Entry> Entries);
