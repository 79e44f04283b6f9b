using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Conversations;

/// <summary>What happened in a conversation. Stored by these names for as long as records are kept: add, never rename.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(ConversationStarted), "started")]
[JsonDerivedType(typeof(MessagePosted), "message")]
[JsonDerivedType(typeof(ConversationQueued), "queued")]
[JsonDerivedType(typeof(AgentJoined), "joined")]
[JsonDerivedType(typeof(AgentLeft), "left")]
[JsonDerivedType(typeof(ConversationTransferred), "transferred")]
[JsonDerivedType(typeof(NoteAdded), "note")]
[JsonDerivedType(typeof(ConversationTagged), "tagged")]
[JsonDerivedType(typeof(ClosingAsked), "closing-asked")]
[JsonDerivedType(typeof(ClosingAnswered), "closing-answered")]
[JsonDerivedType(typeof(CitizenLeft), "citizen-left")]
[JsonDerivedType(typeof(ConversationClosed), "closed")]
[JsonDerivedType(typeof(ConversationRated), "rated")]
[JsonDerivedType(typeof(ContentRemoved), "removed")]
[JsonDerivedType(typeof(ConversationAnonymised), "anonymised")]
[JsonDerivedType(typeof(WarningGiven), "warning")]
[JsonDerivedType(typeof(CitizenReferred), "referred")]
[JsonDerivedType(typeof(BanProposed), "ban-proposed")]
[JsonDerivedType(typeof(ConversationTriaged), "triaged")]
[JsonDerivedType(typeof(LifeAtRiskNoticed), "life-at-risk")]
[JsonDerivedType(typeof(ContactAsked), "contact-asked")]
[JsonDerivedType(typeof(ContactTried), "contact-tried")]
[JsonDerivedType(typeof(NoticeAnswered), "notice-answer")]
[JsonDerivedType(typeof(ConsultAsked), "consult-asked")]
[JsonDerivedType(typeof(ConsultJoined), "consult-joined")]
[JsonDerivedType(typeof(ConsultLeft), "consult-left")]
[JsonDerivedType(typeof(ConsultEnded), "consult-ended")]
public abstract record ConversationFact;

/// <summary>Who did it: staff by id, so that records can name them, and by the alias citizens know.</summary>
public sealed record Author(Role Role, string? StaffId, string? Name)
{
    public static readonly Author System = new(Role.System, null, null);

    public static Author Citizen(string? name) => new(Role.Citizen, null, name);

    public static Author Agent(string staffId, string alias) => new(Role.Agent, staffId, alias);

    public static Author Supervisor(string staffId, string alias) => new(Role.Supervisor, staffId, alias);
}

/// <param name="Queue">Where it first waits, and is counted; a <see cref="ConversationTriaged"/> names the queue that was chosen, where that is another.</param>
/// <param name="Session">The keyed hash of the browser's id; in no entry.</param>
public sealed record ConversationStarted(
    string Queue,
    string Reference,
    string Greeting,
    string? Name,
    string? Contact,
    ImmutableSortedDictionary<string, string>? Answers,
    string? Page,
    string? Language,
    string? Follows,
    bool LeavesMessage,
    string? Session = null) : ConversationFact
{
    /// <summary>No citizen's: advice is sought in it. Null for a citizen's.</summary>
    public ConsultOf? Consult { get; init; }
}

/// <summary>What a consult is for.</summary>
/// <param name="Conversation">The grain key of the conversation that advice is sought on.</param>
/// <param name="By">The staff id of who asks.</param>
public sealed record ConsultOf(string Conversation, string By);

/// <param name="Secret">The start's <c>messageId</c>, for its citizen alone.</param>
public sealed record MessagePosted(Author From, string MessageId, string Text, string? Secret = null) : ConversationFact;

/// <param name="Reason"><c>started</c>, <c>left-message</c>, <c>transferred</c>, <c>moved</c> (from where it waited), <c>life-at-risk</c>, <c>contact-asked</c> or one of <see cref="ReturnReason"/>.</param>
/// <param name="For">The one agent it is handed to, until <paramref name="ForUntil"/>.</param>
/// <param name="NotBefore">Nobody is given it earlier.</param>
/// <param name="ForAlias">Of one that comes back to who handed it over: the alias citizens know them by.</param>
/// <param name="BeyondLimitBy">The alias of the supervisor by whose word that agent is given it beyond their limits (A17).</param>
public sealed record ConversationQueued(
    string Queue, long Ticket, string Reason, string? For = null, DateTimeOffset? ForUntil = null, DateTimeOffset? NotBefore = null, string? ForAlias = null,
    string? BeyondLimitBy = null)
    : ConversationFact;

/// <param name="Why">Why it was this agent; null for one from before reasons were stored.</param>
/// <param name="BeyondLimitBy">There was no room for it: the alias of the supervisor by whose word they have it all the same.</param>
/// <param name="IsTaken">No queue gave it to them: they are a supervisor, and took it over.</param>
public sealed record AgentJoined(Author Agent, string Queue, AssignmentReason? Why = null, string? BeyondLimitBy = null, bool IsTaken = false) : ConversationFact;

/// <summary>The citizen's words say that a life is in danger (N17).</summary>
/// <param name="Phrase">The one of the agency's list that was found.</param>
public sealed record LifeAtRiskNoticed(string Phrase) : ConversationFact;

/// <summary>The citizen asks to be reached instead of waiting at the screen (S35).</summary>
public sealed record ContactAsked(ContactRequest Request) : ConversationFact;

/// <summary>Its agent has tried to reach them.</summary>
/// <param name="AgainAt">When it is tried again; null where it is not.</param>
public sealed record ContactTried(Author By, ContactOutcome Outcome, DateTimeOffset? AgainAt) : ConversationFact;

/// <summary>The citizen answered what the whole line was told (N13).</summary>
/// <param name="Notice">Its id.</param>
/// <param name="Text">As it was told.</param>
/// <param name="Url">Where it stands for everybody.</param>
/// <param name="Helped">Whether it answered the question.</param>
public sealed record NoticeAnswered(string Notice, string Text, string Url, bool Helped) : ConversationFact;

/// <summary>How urgent it is, and what it asks of its agents, was decided: at the start, when a life turned out to be in danger, or when it was handed to experts or on from them.</summary>
/// <param name="Rule">The keyword rule that fitted; null for none.</param>
/// <param name="Chosen">The queue the citizen chose, where the rule moved it to another; null where it did not.</param>
public sealed record ConversationTriaged(string? Rule, string? Chosen, Triage? Triage) : ConversationFact;

/// <param name="Reason">See <see cref="ReturnReason"/>.</param>
public sealed record AgentLeft(Author Agent, string Reason) : ConversationFact;

/// <param name="ToAlias">The agent's alias, or the name of the expert group; null for a queue.</param>
/// <param name="Reason">Why, in words for the citizen.</param>
/// <param name="Group">The id of the expert group; null for a queue or an agent.</param>
/// <param name="Priority">The class of urgency it was raised to; null where it was left as it was.</param>
public sealed record ConversationTransferred(Author By, string Queue, string? ToAlias, string? Reason = null, string? Group = null, string? Priority = null) : ConversationFact;

/// <summary>The holder asks somebody who knows more, and keeps it (A13).</summary>
/// <param name="Consult">The id of the consult that was to begin.</param>
/// <param name="ToAlias">The agent's alias, or the name of the expert group; null for a queue.</param>
/// <param name="Group">The id of the expert group; null for a queue or an agent.</param>
/// <param name="For">The one agent who is asked, until <paramref name="ForUntil"/>.</param>
/// <param name="Triage">What it asks of whoever takes it.</param>
public sealed record ConsultAsked(
    Author By, string Consult, string Queue, string? ToAlias, string? Group, string? For, DateTimeOffset? ForUntil, Triage? Triage, string Question) : ConversationFact;

/// <param name="Seq">The consult's fact of their joining it.</param>
public sealed record ConsultJoined(Author Expert, string Consult, int Seq) : ConversationFact;

/// <param name="Seq">The consult's fact of their leaving it.</param>
public sealed record ConsultLeft(Author Expert, string Consult, int Seq) : ConversationFact;

/// <param name="Reason">See <see cref="ConsultEnd"/>.</param>
public sealed record ConsultEnded(Author By, string Consult, string Reason) : ConversationFact;

public sealed record NoteAdded(Author By, string Text) : ConversationFact;

public sealed record ConversationTagged(Author By, ImmutableArray<string> Tags) : ConversationFact;

public sealed record ClosingAsked(Author By) : ConversationFact;

public sealed record ClosingAnswered(bool MoreHelp) : ConversationFact;

/// <summary>The citizen ended it while an agent held it.</summary>
public sealed record CitizenLeft : ConversationFact;

/// <param name="Outcome">See <see cref="ClosingOutcome"/>.</param>
/// <param name="Words">Told to the citizen whose conversation was ended for abuse: how to appeal.</param>
/// <param name="Reason">Why it was ended for abuse, for staff; it stands as a note too.</param>
public sealed record ConversationClosed(
    Author By, string Outcome, string? Disposition, string? NextAction = null, DateOnly? NextActionBy = null, string? Words = null, string? Reason = null)
    : ConversationFact;

/// <param name="Guidelines">As they were quoted.</param>
public sealed record WarningGiven(Author By, string Guidelines) : ConversationFact;

/// <summary>Another way to reach the agency, as its settings had it then (S64).</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Value">The number or address as people read it.</param>
public sealed record CitizenReferred(Author By, string Channel, string Value, string? Url) : ConversationFact;

/// <summary>What an agent asked of the supervisors; theirs to decide.</summary>
public sealed record BanProposed(Author By, int Days, string Reason) : ConversationFact;

public sealed record ConversationRated(bool Resolved, int Satisfaction, string? Comment) : ConversationFact;

/// <summary>An earlier message turned out to hold part of an identifier: a tombstone stands in its place.</summary>
/// <param name="Target">The message.</param>
/// <param name="Why">What it was a part of, with dashes for spaces: <c>card-number</c>, <c>tax-file-number</c> ...</param>
public sealed record ContentRemoved(int Target, string Why) : ConversationFact;

/// <summary>What named the citizen has been taken away from all facts before (S68).</summary>
public sealed record ConversationAnonymised : ConversationFact;
