using System.Collections.Immutable;

namespace Muster.Agents;

/// <summary>What is stored of an agent.</summary>
public sealed record Agent
{
    public Presence Presence { get; init; }

    /// <summary>What the agent chose; null takes the account's maximum.</summary>
    public int? Capacity { get; init; }

    /// <summary>What counts against the capacity, oldest first.</summary>
    public ImmutableArray<Slot> Slots { get; init; } = [];

    /// <summary>When a lease lapsed; null once the agent is back.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>Why presence is what the agent did not choose.</summary>
    public string? Why { get; init; }

    /// <summary>Since when nothing was given to the agent.</summary>
    public DateTimeOffset IdleSince { get; init; }

    public Slot? Slot(string conversation) => Slots.FirstOrDefault(slot => slot.Conversation == conversation);
}
