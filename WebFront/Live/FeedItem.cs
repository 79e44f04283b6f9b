using Muster.Agents;
using Muster.Conversations;
using Muster.Queues;

namespace Muster.WebFront.Live;

/// <summary>What a stream is about to tell its reader.</summary>
public enum FeedKind
{
    /// <summary>A durable <see cref="FeedItem.Entry"/>.</summary>
    Entry,

    /// <summary>Something that may be lost: a <see cref="FeedItem.Signal"/>.</summary>
    Signal,

    /// <summary>A waiting citizen's <see cref="FeedItem.Place"/>.</summary>
    Position,

    /// <summary>What everybody in the line is told: a <see cref="FeedItem.Notice"/>, or nothing any more.</summary>
    Notice,

    /// <summary>The stream lives; <see cref="FeedItem.Seq"/> is the newest of the conversation.</summary>
    Heartbeat,

    /// <summary>The agent holds the conversation of <see cref="FeedItem.Slot"/>; its entries follow.</summary>
    Assigned,

    /// <summary>The agent no longer holds, or is no longer offered, <see cref="FeedItem.Conversation"/>.</summary>
    Released,

    /// <summary>The agent is asked to take the conversation of <see cref="FeedItem.Slot"/>.</summary>
    Offered,

    /// <summary>The agent's own <see cref="FeedItem.View"/> has changed.</summary>
    Presence,

    /// <summary>The <see cref="FeedItem.Lines"/> of the agent's queues.</summary>
    Queues,
}

/// <summary>One thing for a reader, in the order it is to be told.</summary>
/// <param name="Kind">Which of the properties is set.</param>
/// <param name="Conversation">The grain key it concerns; null for what concerns the agent.</param>
/// <param name="Seq">The entry's, or for a heartbeat the newest.</param>
public readonly record struct FeedItem(FeedKind Kind, string? Conversation, int Seq, object? What)
{
    public Entry Entry => (Entry)What!;

    public Signal Signal => (Signal)What!;

    public Place Place => (Place)What!;

    public LineNotice? Notice => (LineNotice?)What;

    public Slot Slot => (Slot)What!;

    public AgentView View => (AgentView)What!;

    public IReadOnlyList<LineSnapshot> Lines => (IReadOnlyList<LineSnapshot>)What!;

    internal static FeedItem Of(string conversation, Entry entry) => new(FeedKind.Entry, conversation, entry.Seq, entry);
}
