using System.Collections.Immutable;
using Muster.Agencies;

namespace Muster.Queues;

/// <summary>Why a conversation was given to an agent: what the queue knew at that moment. Enough to decide it again by hand.</summary>
/// <param name="At">When the queue decided, UTC.</param>
/// <param name="Queue">The queue's id.</param>
/// <param name="Assignment">Whether the agent was asked.</param>
/// <param name="Choice">The rule that chose among those who could take it.</param>
/// <param name="CapacityPerAgent">The most of the queue's conversations one agent may hold; null leaves it to the account's.</param>
/// <param name="Order">Its order key: smaller is served earlier.</param>
/// <param name="Triage">How urgent it was and what it asked for itself; null for as urgent as any, and anybody's.</param>
/// <param name="Skills">All it asked for, the queue's skills and its language included; empty once anybody would do.</param>
/// <param name="Waiting">How many waited, itself included.</param>
/// <param name="Before">Those who stood before it and were not served then, by the reason.</param>
/// <param name="Candidates">The agents, the chosen one first; at most <see cref="MostCandidates"/>.</param>
/// <param name="OtherCandidates">Agents beyond those.</param>
[GenerateSerializer, Immutable, Alias("muster.assignment-reason")]
public sealed record AssignmentReason(
    DateTimeOffset At,
    string Queue,
    AssignmentMode Assignment,
    AgentChoice Choice,
    int? CapacityPerAgent,
    long Order,
    Triage? Triage,
    ImmutableArray<SkillLevel> Skills,
    int Waiting,
    ImmutableArray<PassedBy> Before,
    ImmutableArray<Candidate> Candidates,
    int OtherCandidates)
{
    /// <summary>Agents a reason names.</summary>
    public const int MostCandidates = 20;
}

/// <summary>Conversations that stood before another and were not served, for one reason.</summary>
/// <param name="Why"><c>being-given</c>, <c>offered</c>, <c>just-tried</c>, <c>for-one-agent</c>, <c>passed-over</c>, <c>helps-later</c>, <c>needs-skill</c> or <c>queue-limit</c>.</param>
/// <param name="Count">How many; at least 1.</param>
[GenerateSerializer, Immutable, Alias("muster.passed-by")]
public sealed record PassedBy(string Why, int Count);

/// <summary>An agent as the queue knew them.</summary>
/// <param name="InUseHere">How many of those in use are of the queue.</param>
/// <param name="Skills">Their levels in what was asked for; what they lack is left out.</param>
/// <param name="Why">Why not them: <c>not-available</c>, <c>full</c>, <c>being-given</c>, <c>for-one-agent</c>, <c>passed-over</c>, <c>helps-later</c>, <c>needs-skill</c>, <c>queue-limit</c>; null for those who could have taken it.</param>
[GenerateSerializer, Immutable, Alias("muster.candidate")]
public sealed record Candidate(string StaffId, string Alias, int Free, int InUse, int InUseHere, DateTimeOffset IdleSince, ImmutableArray<SkillLevel> Skills, string? Why);

/// <summary>The assignments of a conversation, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("muster.assignment-log")]
public sealed record AssignmentLog(ImmutableArray<LoggedAssignment> Assignments);

/// <summary>One assignment as the conversation stored it.</summary>
/// <param name="Seq">The fact of the agent's joining.</param>
/// <param name="At">When it was stored, UTC.</param>
/// <param name="Reason">Null for one from before reasons were stored.</param>
[GenerateSerializer, Immutable, Alias("muster.logged-assignment")]
public sealed record LoggedAssignment(int Seq, DateTimeOffset At, string StaffId, string Alias, string Queue, AssignmentReason? Reason)
{
    /// <summary>What had put it into that line: <c>started</c>, <c>transferred</c>, <c>not-taken</c>, <c>agent-lost</c> ...; null from a node of the version before.</summary>
    [Id(0)] public string? After { get; init; }

    /// <summary>The agent had no room: the alias of the supervisor who gave it to them all the same (A17). Null for one within their limits.</summary>
    [Id(1)] public string? BeyondLimitBy { get; init; }

    /// <summary>It was not given to them: they are a supervisor, and took it over.</summary>
    [Id(2)] public bool IsTaken { get; init; }

    /// <summary>From whom: their alias; null for one that waited.</summary>
    [Id(3)] public string? TakenFrom { get; init; }
}
