using System.Collections.Immutable;
using Muster.Queues;

namespace Muster.Conversations;

/// <summary>A citizen writes for the first time. The grain's key is derived from the secret, so the same start is the same conversation.</summary>
/// <param name="Queue">The queue's id inside the agency.</param>
/// <param name="Reference">The short number people use for it.</param>
/// <param name="Secret">The citizen's <c>messageId</c> of the start: who knows it gets the token, so staff never see it.</param>
/// <param name="MessageId">The same, made public by a one-way function.</param>
/// <param name="Text">The first message.</param>
/// <param name="Name">What the citizen wants to be called.</param>
/// <param name="Contact">How else to reach them; never required.</param>
/// <param name="Answers">Answers to what the queue asks first.</param>
/// <param name="Page">The page the citizen came from.</param>
/// <param name="Language">BCP 47 tag of the citizen's language.</param>
/// <param name="Follows">The reference of an earlier conversation this one follows up.</param>
/// <param name="LeavesMessage">Written outside the hours, to be answered within them.</param>
/// <param name="Session">The keyed hash of the id the citizen's browser gave itself; null where it gave none.</param>
[GenerateSerializer, Immutable, Alias("muster.start-conversation")]
public sealed record StartConversation(
    string Queue,
    string Reference,
    string Secret,
    string MessageId,
    string Text,
    string? Name = null,
    string? Contact = null,
    ImmutableDictionary<string, string>? Answers = null,
    string? Page = null,
    string? Language = null,
    string? Follows = null,
    bool LeavesMessage = false,
    string? Session = null)
{
    /// <summary>How whoever leaves a message wants to be reached; null where they do not say.</summary>
    [Id(0)] public ContactRequest? Asks { get; init; }
}

/// <summary>Somebody writes. The same <paramref name="MessageId"/> from the same side is the same message.</summary>
[GenerateSerializer, Immutable, Alias("muster.post-message")]
public sealed record PostMessage(string MessageId, string Text);

/// <summary>The holder, or a supervisor, writes something only staff see. Without an id a repeat is a second note.</summary>
[GenerateSerializer, Immutable, Alias("muster.add-note")]
public sealed record AddNote(string Text, string? MessageId = null);

/// <summary>The holder replaces the conversation's tags.</summary>
[GenerateSerializer, Immutable, Alias("muster.tag-conversation")]
public sealed record TagConversation(ImmutableArray<string> Tags);

/// <summary>The holder hands over, or a supervisor does, who also moves what waits, to a queue, to an expert group or to one agent; with an agent alone, in the queue it is in.</summary>
/// <param name="Queue">The queue's id; null for a group, which has its own.</param>
/// <param name="Agent">The user name of the agent.</param>
/// <param name="Note">What the next agent should know; staff only, and never blank: nobody starts from nothing (A13).</param>
/// <param name="Reason">Why, told to the citizen.</param>
[GenerateSerializer, Immutable, Alias("muster.transfer-conversation")]
public sealed record TransferConversation(string? Queue, string? Agent, string? Note, string? Reason = null)
{
    /// <summary>The same id from the same person is the same handover, whoever holds the conversation by then; null for none.</summary>
    [Id(0)] public string? MessageId { get; init; }

    /// <summary>The id of the expert group, instead of a queue or an agent; null for none.</summary>
    [Id(1)] public string? Group { get; init; }

    /// <summary>A supervisor gives it to the agent they name also where the agent has no room for it (A17).</summary>
    [Id(2)] public bool BeyondLimit { get; init; }

    /// <summary>The id of the class of urgency it has from now on, where that is above its own: nobody is moved back (S46). Null leaves it as it is.</summary>
    [Id(3)] public string? Priority { get; init; }
}

/// <summary>A supervisor takes it over, out of the line or from the agent who has it; asked by the grain of their own console.</summary>
/// <param name="Alias">As citizens know them.</param>
/// <param name="MessageId">The same id from the same person is the same taking, whoever holds the conversation by then.</param>
[GenerateSerializer, Immutable, Alias("muster.take-over-conversation")]
public sealed record TakeOverConversation(string Alias, string MessageId)
{
    /// <summary>Since when they have a place reserved for it, by their own clock: what was refused once stays refused, for the place may be gone. Null asks only whether they may.</summary>
    [Id(0)] public DateTimeOffset? ReservedAt { get; init; }

    /// <summary>The queue whose limits that place keeps; refused where it is in another by then.</summary>
    [Id(1)] public string? Queue { get; init; }
}

/// <summary>Ends it. A citizen names nothing; staff must name a disposition of the agency's.</summary>
/// <param name="Disposition">The outcome that was chosen.</param>
/// <param name="Note">For staff only.</param>
/// <param name="NextAction">What was agreed, told to the citizen.</param>
/// <param name="NextActionBy">By when.</param>
[GenerateSerializer, Immutable, Alias("muster.close-conversation")]
public sealed record CloseConversation(
    string? Disposition,
    string? Note = null,
    string? NextAction = null,
    DateOnly? NextActionBy = null);

/// <summary>The holder reminds the citizen of the agency's guidelines (S86). Without an id a repeat is a second warning.</summary>
[GenerateSerializer, Immutable, Alias("muster.warn-citizen")]
public sealed record WarnCitizen(string? MessageId = null);

/// <summary>The holder names another way to reach the agency (S64). Without an id a repeat is a second time.</summary>
/// <param name="Channel">The name of one of the agency's channels.</param>
[GenerateSerializer, Immutable, Alias("muster.refer-citizen")]
public sealed record ReferCitizen(string Channel, string? MessageId = null);

/// <summary>The holder ends it because of how the citizen behaves (S87).</summary>
/// <param name="Reason">For staff; not blank, at most 500 UTF-16 units.</param>
[GenerateSerializer, Immutable, Alias("muster.end-for-abuse")]
public sealed record EndForAbuse(string Reason);

/// <summary>The citizen's three answers at the end.</summary>
/// <param name="Resolved">Whether the question was resolved.</param>
/// <param name="Satisfaction">1 (very dissatisfied) to 5 (very satisfied).</param>
/// <param name="Comment">How the service could be improved.</param>
[GenerateSerializer, Immutable, Alias("muster.rate-conversation")]
public sealed record RateConversation(bool Resolved, int Satisfaction, string? Comment);

/// <summary>An agent who has reserved capacity for it takes it.</summary>
/// <param name="StaffId">Who.</param>
/// <param name="Alias">The name citizens know them by.</param>
/// <param name="Queue">The queue that gives it.</param>
/// <param name="KnownSeq">The newest fact the queue has heard of; see <see cref="IConversationGrain.WhoHolds"/>.</param>
[GenerateSerializer, Immutable, Alias("muster.assign-conversation")]
public sealed record AssignConversation(string StaffId, string Alias, string Queue, int KnownSeq = 0)
{
    /// <summary>Why it is this agent; stored with the joining.</summary>
    [Id(0)] public AssignmentReason? Reason { get; init; }

    /// <summary>Since when the agent has a place reserved for it, by their own clock: what was refused once stays refused, for the place may be gone.</summary>
    [Id(1)] public DateTimeOffset? ReservedAt { get; init; }

    /// <summary>They have no room for it: the supervisor by whose word they take it all the same. Refused unless the conversation knows of that word.</summary>
    [Id(2)] public string? BeyondLimitBy { get; init; }
}
