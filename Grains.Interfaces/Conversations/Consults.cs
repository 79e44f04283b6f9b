using Muster.Queues;

namespace Muster.Conversations;

/// <summary>The holder asks somebody who knows more, and keeps the conversation (A13): any agent of a queue, of an expert group, or one agent; with an agent alone, in the queue it is in.</summary>
/// <param name="Queue">The queue's id; null for a group, which has its own.</param>
/// <param name="Agent">The user name of the agent.</param>
/// <param name="Question">Staff only; not blank, at most <see cref="ConversationLimits.LongestText"/> UTF-16 units.</param>
[GenerateSerializer, Immutable, Alias("muster.ask-consult")]
public sealed record AskConsult(string? Queue, string? Agent, string Question)
{
    /// <summary>The same id from the same person is the same question; null for none.</summary>
    [Id(0)] public string? MessageId { get; init; }

    /// <summary>The id of the expert group, instead of a queue or an agent; null for none.</summary>
    [Id(1)] public string? Group { get; init; }
}

/// <summary>The holder needs no more advice. A repeat gets the first answer.</summary>
/// <param name="Consult">The consult's id, as its entry has it.</param>
[GenerateSerializer, Immutable, Alias("muster.end-consult")]
public sealed record EndConsult(string Consult);

/// <summary>What a conversation asks of the line it seeks advice in. The same again changes nothing.</summary>
/// <param name="Conversation">The grain key of the one that advice is sought on.</param>
/// <param name="Reference">The consult's short number.</param>
/// <param name="StaffId">Who asks; it is never given to them.</param>
/// <param name="Queue">The queue's id.</param>
/// <param name="For">The staff id of the one agent who is asked, until <paramref name="ForUntil"/>; null for anybody.</param>
/// <param name="ForUntil">Until when it waits for that agent alone, UTC.</param>
/// <param name="Triage">What it asks of whoever takes it; null for nothing.</param>
/// <param name="KnownSeq">The newest fact of the consult that the conversation has heard of; see <see cref="IConversationGrain.WhoHolds"/>.</param>
[GenerateSerializer, Immutable, Alias("muster.begin-consult")]
public sealed record BeginConsult(
    string Conversation, string Reference, string StaffId, string Queue, string? For, DateTimeOffset? ForUntil, Triage? Triage, int KnownSeq);

/// <summary>How a consult stands.</summary>
/// <param name="StaffId">Who advises; null while nobody does.</param>
/// <param name="Alias">The name citizens know them by.</param>
/// <param name="Seq">The fact that made it so.</param>
/// <param name="Ended">Why it is over, as <c>consult-ended</c> entries spell it; null while it is not.</param>
[GenerateSerializer, Immutable, Alias("muster.consult-standing")]
public sealed record ConsultStanding(string? StaffId, string? Alias, int Seq, string? Ended);
