using System.Collections.Immutable;
using Muster.Agencies;

namespace Muster.Queues;

/// <summary>A conversation joins the line.</summary>
/// <param name="Conversation">The grain key.</param>
/// <param name="Since">The age it has: when the citizen started. Kept through transfers, lost agents and declined offers.</param>
/// <param name="Seq">The number its waiting will have; a <see cref="LeaveLine"/> that is older changes nothing.</param>
/// <param name="For">The staff id of the one agent it is handed to; others only after <paramref name="ForUntil"/>.</param>
/// <param name="ForUntil">Until when it waits for that agent alone.</param>
/// <param name="PassOver">The staff id of an agent who did not reply in it, whom a supervisor took it from, or who handed it to experts: others come first.</param>
[GenerateSerializer, Immutable, Alias("muster.join-line")]
public sealed record JoinLine(
    string Conversation, DateTimeOffset Since, int Seq, string? For = null, DateTimeOffset? ForUntil = null, string? PassOver = null)
{
    /// <summary>How urgent it is and what it asks of whoever takes it; null for as urgent as any, and anybody's.</summary>
    [Id(0)] public Triage? Triage { get; init; }

    /// <summary>Nobody is given it earlier, UTC; null for at once.</summary>
    [Id(1)] public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The alias of the supervisor by whose word the agent it is <see cref="For"/> is given it beyond their limits; null where these hold.</summary>
    [Id(2)] public string? BeyondLimitBy { get; init; }

    /// <summary>The staff id of the one agent it is never given to: who asks for advice does not give it. Null for nobody.</summary>
    [Id(3)] public string? NotFor { get; init; }
}

/// <summary>How urgent a conversation is, and what it asks of whoever takes it, besides what its queue asks of everybody.</summary>
/// <param name="Priority">The class; null is the ordinary one.</param>
/// <param name="HeadStart">How much earlier than it started it stands in the line; less than nothing for one that lets others pass.</param>
/// <param name="Skills">What its agent has to be good at.</param>
/// <param name="Language">The primary subtag of the citizen's language, where a queue of the agency's has agents for it.</param>
[GenerateSerializer, Immutable, Alias("muster.triage")]
public sealed record Triage(string? Priority, TimeSpan HeadStart, ImmutableArray<SkillLevel> Skills, string? Language)
{
    /// <summary>Since when it has asked for its skills, UTC: what the queue says of anybody taking it counts from then. Null for since it started.</summary>
    [Id(0)] public DateTimeOffset? AskedAt { get; init; }

    /// <summary>A life is in danger.</summary>
    public bool IsAtRisk() => Priority == LifeAtRiskSettings.Priority;
}

/// <summary>A conversation leaves the register.</summary>
/// <param name="Conversation">The grain key.</param>
/// <param name="Seq">The fact that ended it here.</param>
/// <param name="ClosedAt">When it closed; null where it went to another queue.</param>
/// <param name="Reference">Its short number, for the register of closed ones.</param>
[GenerateSerializer, Immutable, Alias("muster.leave-line")]
public sealed record LeaveLine(string Conversation, int Seq, DateTimeOffset? ClosedAt, string? Reference);

/// <summary>A conversation has become more urgent while an agent has it.</summary>
/// <param name="Conversation">The grain key.</param>
/// <param name="Triage">As it is from now on.</param>
[GenerateSerializer, Immutable, Alias("muster.mark-in-line")]
public sealed record MarkInLine(string Conversation, Triage Triage);

/// <summary>An offer was answered, or not in time.</summary>
/// <param name="Conversation">The grain key.</param>
/// <param name="StaffId">Whom it was offered to.</param>
/// <param name="AcceptedSeq">The fact of their joining; null where it was declined or missed.</param>
[GenerateSerializer, Immutable, Alias("muster.offer-ended")]
public sealed record OfferEnded(string Conversation, string StaffId, int? AcceptedSeq);

/// <summary>How many conversations an agent can take.</summary>
/// <param name="StaffId">Who.</param>
/// <param name="Version">Grows with each change; an older one is ignored.</param>
/// <param name="Free">0 unless available.</param>
/// <param name="InUse">Conversations that count against the capacity.</param>
/// <param name="IdleSince">Since when the agent has been given nothing: the longest idle is next among the least busy.</param>
/// <param name="Presence">May work be given?</param>
/// <param name="Alias">The name citizens know them by.</param>
[GenerateSerializer, Immutable, Alias("muster.agent-availability")]
public sealed record AgentAvailability(
    string StaffId,
    long Version,
    int Free,
    int InUse,
    DateTimeOffset IdleSince,
    Agents.Presence Presence,
    string Alias)
{
    /// <summary>What they are good at.</summary>
    [Id(0)] public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    /// <summary>Of which queues the conversations in use are.</summary>
    [Id(1)] public ImmutableArray<QueueUse> Uses { get; init; } = [];

    /// <summary>Conversations that have a place already and whose giving is not over, by their grain keys.</summary>
    [Id(2)] public ImmutableArray<string> Reserved { get; init; } = [];

    /// <summary>Whether another queue may give them conversations, too: then what is free may be gone before it is used.</summary>
    [Id(3)] public bool ServesOthers { get; init; }
}

/// <summary>Conversations of one queue that count against an agent's capacity.</summary>
/// <param name="Queue">The grain key.</param>
/// <param name="InUse">At least 1.</param>
[GenerateSerializer, Immutable, Alias("muster.queue-use")]
public readonly record struct QueueUse(string Queue, int InUse);

/// <summary>One point of the line: how many wait before an order key.</summary>
[GenerateSerializer, Immutable, Alias("muster.line-point")]
public readonly record struct LinePoint(long Ticket, int Ahead);

/// <summary>The line as fronts know it: enough to tell each waiting citizen the place without asking again.</summary>
/// <param name="Queue">The grain key.</param>
/// <param name="Version">Grows; an older snapshot is ignored.</param>
/// <param name="At">When it was taken, UTC.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="OldestSince">Since when the first in line waits.</param>
/// <param name="Points">Ascending, at most 64, the first and the last in line among them.</param>
/// <param name="AvailableAgents">Agents who are available, free or not.</param>
[GenerateSerializer, Immutable, Alias("muster.line-snapshot")]
public sealed record LineSnapshot(
    string Queue,
    long Version,
    DateTimeOffset At,
    int Waiting,
    DateTimeOffset? OldestSince,
    ImmutableArray<LinePoint> Points,
    int AvailableAgents)
{
    /// <summary>How long those who wait may wait; null from a node that does not know of it yet.</summary>
    [Id(0)] public Outlook? Outlook { get; init; }

    /// <summary>Closing time has passed: nobody new can start, and who waits is served on.</summary>
    [Id(1)] public bool IsClosed { get; init; }

    /// <summary>What everybody in the line is told; null for nothing.</summary>
    [Id(2)] public LineNotice? Notice { get; init; }

    /// <summary>How many are served before whoever comes now: some of those who wait let others pass. Null from a node that does not know of it yet.</summary>
    [Id(3)] public int? AheadOfNew { get; init; }

    /// <summary>Of whoever comes now; null where it cannot be estimated.</summary>
    public WaitPoint? WaitNow() => Outlook?.For(AheadOfNew ?? Waiting);
}

/// <summary>A queue as its supervisor sees it.</summary>
/// <param name="Waiting">Conversations in the line.</param>
/// <param name="Held">Conversations with an agent.</param>
/// <param name="Agents">The queue's agents.</param>
/// <param name="At">When the figures were taken, UTC.</param>
[GenerateSerializer, Immutable, Alias("muster.queue-board")]
public sealed record QueueBoard(
    string Queue,
    DateTimeOffset At,
    int Waiting,
    DateTimeOffset? OldestSince,
    int Held,
    ImmutableArray<AgentAvailability> Agents)
{
    /// <summary>How long those who wait may wait; null from a node that does not know of it yet.</summary>
    [Id(0)] public Outlook? Outlook { get; init; }

    /// <summary>Open conversations, waiting or held, in which a life is in danger.</summary>
    [Id(1)] public int AtRisk { get; init; }

    /// <summary>Conversations that are nobody's before a time to come; not among those who wait.</summary>
    [Id(2)] public int Later { get; init; }

    /// <summary>How many are served before whoever comes now; null from a node that does not know of it yet.</summary>
    [Id(3)] public int? AheadOfNew { get; init; }

    /// <summary>Conversations of this queue that its agents could take now; null from a node that does not know of it yet.</summary>
    [Id(4)] public int? FreePlaces { get; init; }

    /// <summary>The expert groups among its agents.</summary>
    [Id(5)] public ImmutableArray<GroupBoard> Groups { get; init; } = [];

    /// <summary>Of whoever comes now; null where it cannot be estimated.</summary>
    public WaitPoint? WaitNow() => Outlook?.For(AheadOfNew ?? Waiting);
}

/// <summary>An expert group as it stands now.</summary>
/// <param name="Id">The group's id.</param>
/// <param name="Available">Its experts who are available, free or not.</param>
/// <param name="FreePlaces">Conversations that they could take now.</param>
[GenerateSerializer, Immutable, Alias("muster.group-board")]
public sealed record GroupBoard(string Id, int Available, int FreePlaces);
