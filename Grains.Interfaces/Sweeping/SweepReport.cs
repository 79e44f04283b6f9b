using System.Collections.Immutable;

namespace Muster.Sweeping;

/// <summary>What a sweep found.</summary>
/// <param name="At">When it looked last, UTC; null before the first time.</param>
/// <param name="Findings">Broken promises that have lasted; empty where all is well.</param>
[GenerateSerializer, Immutable, Alias("muster.sweep-report")]
public sealed record SweepReport(DateTimeOffset? At, ImmutableArray<SweepFinding> Findings);

/// <summary>A promise that does not hold.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Queue">The queue's id.</param>
/// <param name="Conversation">The grain key of the conversation it is about; null where it is about an agent alone.</param>
/// <param name="StaffId">The agent it is about; null where it is about a conversation alone.</param>
/// <param name="Since">Since when it has been seen, UTC.</param>
[GenerateSerializer, Immutable, Alias("muster.sweep-finding")]
public sealed record SweepFinding(SweepKind Kind, string Queue, string? Conversation, string? StaffId, DateTimeOffset Since);

/// <summary>The promises that are looked after.</summary>
public enum SweepKind
{
    /// <summary>An open conversation stands in two queues, or two agents have it.</summary>
    InTwoPlaces,

    /// <summary>A conversation is with an agent who does not know of it, or an agent has one that no queue knows of.</summary>
    Nowhere,

    /// <summary>An agent was given more than they may hold.</summary>
    OverCapacity,

    /// <summary>An agent is free while somebody waits whom they could answer.</summary>
    IdleAgent,

    /// <summary>Somebody was passed again and again by others who came later and want nothing else.</summary>
    Passed,
}
