using System.Collections.Immutable;

namespace Muster.Queues;

/// <summary>The open conversations of a queue, for its supervisors.</summary>
/// <param name="At">When they were looked up, UTC.</param>
/// <param name="Waiting">Those in the line, the next to be served first; at most <see cref="Most"/>.</param>
/// <param name="Held">Those with an agent, the oldest first; at most <see cref="Most"/>.</param>
/// <param name="OfWaiting">How many wait, those that are not listed included.</param>
/// <param name="OfHeld">How many are with agents, those that are not listed included.</param>
[GenerateSerializer, Immutable, Alias("muster.open-conversations")]
public sealed record OpenConversations(DateTimeOffset At, ImmutableArray<OpenConversation> Waiting, ImmutableArray<OpenConversation> Held, int OfWaiting, int OfHeld)
{
    /// <summary>Those that are nobody's before a time to come, the earliest first; at most <see cref="Most"/>.</summary>
    [Id(0)] public ImmutableArray<OpenConversation> Later { get; init; } = [];

    /// <summary>How many those are, those that are not listed included.</summary>
    [Id(1)] public int OfLater { get; init; }

    /// <summary>Listed of each kind.</summary>
    public const int Most = 100;
}

/// <summary>One of them, as its queue knows it: no word of what was said.</summary>
/// <param name="Conversation">The grain key.</param>
/// <param name="Since">When the citizen started, UTC.</param>
/// <param name="Seq">The newest fact the queue has heard of.</param>
/// <param name="Priority">The class of urgency; null is the ordinary one.</param>
[GenerateSerializer, Immutable, Alias("muster.open-conversation")]
public sealed record OpenConversation(string Conversation, DateTimeOffset Since, int Seq, string? Priority)
{
    /// <summary>Nobody is given it earlier, UTC; null for at any time.</summary>
    [Id(0)] public DateTimeOffset? NotBefore { get; init; }

    /// <summary>No citizen's: an agent asks for advice in it.</summary>
    [Id(1)] public bool IsConsult { get; init; }
}
