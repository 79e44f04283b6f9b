using System.Collections.Immutable;
using Muster.Conversations;
using Muster.Queues;

namespace Muster.Agents;

/// <summary>What an agent says of themselves.</summary>
/// <param name="Status">The presence from now on.</param>
/// <param name="Capacity">0 to the account's maximum; null leaves it.</param>
[GenerateSerializer, Immutable, Alias("muster.set-presence")]
public sealed record SetPresence(Presence Status, int? Capacity);

/// <summary>A queue gives a conversation, or offers it.</summary>
/// <param name="Conversation">The grain key.</param>
/// <param name="Queue">The queue's grain key.</param>
/// <param name="OfferFor">How long the agent may think; null assigns directly.</param>
/// <param name="KnownSeq">The newest fact of it the queue has heard of.</param>
[GenerateSerializer, Immutable, Alias("muster.take-conversation")]
public sealed record TakeConversation(string Conversation, string Queue, TimeSpan? OfferFor, int KnownSeq = 0)
{
    /// <summary>The most of that queue's conversations the agent may hold; null leaves it to their capacity.</summary>
    [Id(0)] public int? MostOfQueue { get; init; }

    /// <summary>Why it is this one and this agent.</summary>
    [Id(1)] public AssignmentReason? Reason { get; init; }

    /// <summary>The conversation says that the agent has it: whoever says no has to be sure of that.</summary>
    [Id(2)] public bool IsReminder { get; init; }

    /// <summary>The alias of the supervisor by whose word the agent, if available, takes it beyond their limits (A17); null where these hold.</summary>
    [Id(3)] public string? BeyondLimitBy { get; init; }

    /// <summary>A colleague seeks advice; otherwise it is a citizen's.</summary>
    [Id(4)] public bool IsConsult { get; init; }
}

/// <summary>What came of giving.</summary>
/// <param name="Result">Whether the agent has it.</param>
/// <param name="Availability">What the agent can take now.</param>
/// <param name="Holding">How the conversation stands, where it refused.</param>
[GenerateSerializer, Immutable, Alias("muster.take-answer")]
public sealed record TakeAnswer(TakeResult Result, AgentAvailability Availability, Holding? Holding);

/// <summary>Whether an agent has what it was given.</summary>
public enum TakeResult
{
    /// <summary>The agent holds it.</summary>
    Taken,

    /// <summary>The agent has been asked and has a slot reserved for it.</summary>
    Offered,

    /// <summary>No free capacity, or not available.</summary>
    NoCapacity,

    /// <summary>The conversation says otherwise: it no longer waits there.</summary>
    NotWaiting,
}

/// <summary>A conversation that counts against capacity.</summary>
/// <param name="Conversation">The grain key.</param>
/// <param name="Queue">The queue's grain key.</param>
/// <param name="State">Where the agent's part stands.</param>
/// <param name="Since">Since when it counts, UTC.</param>
/// <param name="OfferedUntil">When an offer lapses.</param>
/// <param name="JoinedSeq">The fact of the agent's joining; 0 until the conversation has confirmed it.</param>
[GenerateSerializer, Immutable, Alias("muster.slot")]
public sealed record Slot(string Conversation, string Queue, SlotState State, DateTimeOffset Since, DateTimeOffset? OfferedUntil = null, int JoinedSeq = 0)
{
    /// <summary>Why it was given, until the conversation has stored it.</summary>
    [Id(0)] public AssignmentReason? Reason { get; init; }

    /// <summary>There was no room for it: the alias of the supervisor by whose word it was taken all the same. Null for one within the limits.</summary>
    [Id(1)] public string? BeyondLimitBy { get; init; }

    /// <summary>A supervisor takes it over: the id of that request, until the conversation has stored it. Null for what a queue gave.</summary>
    [Id(2)] public string? TakenBy { get; init; }

    /// <summary>Of a consult that is held, the grain key of the conversation that advice is sought on; null for a citizen's.</summary>
    [Id(3)] public string? ConsultOf { get; init; }

    /// <summary>A colleague seeks advice, whether it is held or only offered; otherwise it is a citizen's.</summary>
    [Id(4)] public bool IsConsult { get; init; }
}

/// <summary>Where the agent's part of a conversation stands.</summary>
public enum SlotState
{
    /// <summary>Stored before the conversation was asked; freed if it says otherwise.</summary>
    Reserved,

    /// <summary>The agent is asked whether they take it.</summary>
    Offered,

    /// <summary>The conversation confirmed it.</summary>
    Held,

    /// <summary>The citizen has ended it.</summary>
    WrapUp,
}

/// <summary>An agent as their own console shows them.</summary>
/// <param name="LeaseUntil">When presence lapses unless the console is heard of.</param>
/// <param name="Slots">What counts against capacity, oldest first.</param>
/// <param name="LostAt">When a lease last lapsed and conversations went back to the line; null after the agent is back.</param>
/// <param name="Why">Why presence is what the agent did not choose: <c>lease-lapsed</c>, <c>missed-offer</c>, <c>no-reply</c>, <c>supervisor</c>; else null.</param>
[GenerateSerializer, Immutable, Alias("muster.agent-view")]
public sealed record AgentView(
    string Alias,
    Presence Presence,
    int Capacity,
    int MostCapacity,
    DateTimeOffset LeaseUntil,
    ImmutableArray<Slot> Slots,
    DateTimeOffset? LostAt,
    string? Why);

/// <summary>The answer to a watch.</summary>
[GenerateSerializer, Immutable, Alias("muster.agent-watch-answer")]
public sealed record AgentWatchAnswer(AgentView View, long Version, string Silo);
