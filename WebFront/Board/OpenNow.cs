using System.Collections.Immutable;
using Muster.Conversations;
using Muster.Queues;

namespace Muster.WebFront.Board;

/// <summary>A queue's open conversations and who has them.</summary>
/// <param name="Open">As the queue knows them.</param>
/// <param name="Held">Those with an agent, as they say themselves; one that could not be asked is not among them.</param>
public sealed record OpenNow(OpenConversations Open, ImmutableArray<HeldNow> Held);

/// <param name="Holding">What the conversation says of itself.</param>
/// <param name="Agent">The alias of who has it; null where they no longer serve the queue.</param>
public sealed record HeldNow(OpenConversation Conversation, Holding Holding, string? Agent);
