using System.Collections.Immutable;
using Muster.Queues;

namespace Muster.Conversations;

/// <summary>The acknowledgement of a start: what it names is on stable storage.</summary>
/// <param name="Reference">The short number people use.</param>
/// <param name="Seq">The number of the first message.</param>
/// <param name="At">When it was taken, UTC.</param>
/// <param name="Status">Where the conversation stands now.</param>
/// <param name="Queue">The queue it is or was in.</param>
/// <param name="Ticket">Its order key in the line.</param>
/// <param name="Repeated">The conversation was there already.</param>
[GenerateSerializer, Immutable, Alias("muster.started")]
public sealed record Started(
    string Reference, int Seq, DateTimeOffset At, ConversationStatus Status, string Queue, long Ticket, bool Repeated);

/// <summary>The acknowledgement of a command: the entry is on stable storage. A repeat gets the same.</summary>
[GenerateSerializer, Immutable, Alias("muster.receipt")]
public sealed record Receipt(int Seq, DateTimeOffset At);

/// <summary>Part of a transcript, as the caller may see it.</summary>
/// <param name="Entries">Ascending.</param>
/// <param name="Next">The seq to ask after next; beyond the last entry where hidden ones follow it.</param>
/// <param name="LastSeq">The newest entry of the conversation, hidden ones included.</param>
[GenerateSerializer, Immutable, Alias("muster.transcript-page")]
public sealed record TranscriptPage(ImmutableArray<Entry> Entries, int Next, int LastSeq);

/// <summary>Where a conversation stands, as the caller may know it.</summary>
/// <param name="HolderName">The alias of the agent who holds or last held it.</param>
/// <param name="CitizenName">What the citizen wants to be called.</param>
/// <param name="ClosingAsked">The closing question stands unanswered.</param>
[GenerateSerializer, Immutable, Alias("muster.conversation-view")]
public sealed record ConversationView(
    string Reference,
    ConversationStatus Status,
    string Queue,
    long Ticket,
    DateTimeOffset StartedAt,
    string? HolderName,
    string? CitizenName,
    bool ClosingAsked,
    bool IsRated,
    int LastSeq,
    ImmutableArray<string> Tags)
{
    /// <summary>The citizen's words say that a life is in danger.</summary>
    [Id(0)] public bool IsAtRisk { get; init; }

    /// <summary>How the citizen has asked to be reached; null where they have not.</summary>
    [Id(1)] public ContactRequest? Contact { get; init; }

    /// <summary>The id of the notice the citizen answered last; null for none.</summary>
    [Id(2)] public string? NoticeAnswered { get; init; }

    /// <summary>Nobody is given it earlier, UTC; null for at any time.</summary>
    [Id(3)] public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Of a consult, the grain key of the conversation that advice is sought on; null for a citizen's.</summary>
    [Id(4)] public string? ConsultOf { get; init; }

    /// <summary>Its class of urgency, for staff alone; null for the ordinary one.</summary>
    [Id(5)] public string? Priority { get; init; }
}

/// <summary>The answer to a watch.</summary>
/// <param name="LastSeq">The newest entry; a front that is behind reads.</param>
/// <param name="Silo">The silo that holds the grain; when it vanishes, watch again.</param>
/// <param name="Holder">The staff id of the holder: entries go to no other agent's stream.</param>
/// <param name="View">Where it stands.</param>
[GenerateSerializer, Immutable, Alias("muster.watch-answer")]
public sealed record WatchAnswer(int LastSeq, string Silo, string? Holder, ConversationView View)
{
    /// <summary>The staff id of whoever advises the holder now, and so sees what the holder sees; null for nobody.</summary>
    [Id(0)] public string? Expert { get; init; }
}

/// <summary>Who holds a conversation: the truth that agents and queues check theirs against.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="StaffId">The agent who holds it (active and wrap-up).</param>
/// <param name="Queue">The queue it is or was last in.</param>
/// <param name="Ticket">Its order key there.</param>
/// <param name="Since">The age it keeps in every line: when the citizen started.</param>
/// <param name="Seq">The fact that made it so; of two answers the one with the higher is newer.</param>
/// <param name="Reference">The short number.</param>
/// <param name="ClosedAt">When it closed.</param>
/// <param name="TakenFrom">The agent it was last taken from for want of a reply, unless they have joined it again.</param>
[GenerateSerializer, Immutable, Alias("muster.holding")]
public sealed record Holding(
    ConversationStatus Status,
    string? StaffId,
    string? Queue,
    long Ticket,
    DateTimeOffset Since,
    int Seq,
    string? Reference,
    DateTimeOffset? ClosedAt,
    string? TakenFrom = null)
{
    /// <summary>Since when the citizen waits for the holder's words, UTC; null while they do not.</summary>
    [Id(0)] public DateTimeOffset? WaitsSince { get; init; }

    /// <summary>The citizen's words say that a life is in danger.</summary>
    [Id(1)] public bool IsAtRisk { get; init; }

    /// <summary>Nobody is given it earlier, UTC; null for at any time.</summary>
    [Id(2)] public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How urgent it is and what it asks of its agents; null for as urgent as any, and anybody's.</summary>
    [Id(3)] public Triage? Triage { get; init; }

    /// <summary>The one agent it waits for, until <see cref="ForUntil"/>; null for anybody, and from a node of the release before.</summary>
    [Id(4)] public string? For { get; init; }

    /// <summary>UTC.</summary>
    [Id(5)] public DateTimeOffset? ForUntil { get; init; }

    /// <summary>The alias of the supervisor by whose word that agent is given it beyond their limits; null where these hold.</summary>
    [Id(6)] public string? BeyondLimitBy { get; init; }

    /// <summary>The alias of who has it; null where nobody does.</summary>
    [Id(7)] public string? Alias { get; init; }

    /// <summary>Of a consult, the grain key of the conversation that advice is sought on; null for a citizen's.</summary>
    [Id(8)] public string? ConsultOf { get; init; }
}

/// <summary>What came of taking over.</summary>
/// <param name="Receipt">Null where it was only asked whether they may.</param>
/// <param name="Holding">How it stands now.</param>
[GenerateSerializer, Immutable, Alias("muster.taken-over")]
public sealed record TakenOver(Receipt? Receipt, Holding Holding);

/// <summary>What came of an assignment.</summary>
/// <param name="IsAssigned">The agent holds it, now or already.</param>
/// <param name="Holding">How it stands.</param>
[GenerateSerializer, Immutable, Alias("muster.assignment")]
public sealed record Assignment(bool IsAssigned, Holding Holding);

/// <summary>How far a conversation has been anonymised.</summary>
/// <param name="IsComplete">Nothing in it names the citizen any more; otherwise ask again.</param>
[GenerateSerializer, Immutable, Alias("muster.anonymised")]
public sealed record Anonymised(bool IsComplete);
