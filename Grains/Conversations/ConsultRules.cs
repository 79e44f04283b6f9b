using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Conversations;

/// <summary>Advice that the holder of a conversation seeks and keeps it (A13): what may be asked, and what becomes of it on both sides. Touches nothing else.</summary>
public static class ConsultRules
{
    /// <summary>Whether advice may be sought at all; of whom is the agency's to say.</summary>
    public static Refusal? MayConsult(this Conversation conversation, AskConsult command) =>
        conversation.Status != ConversationStatus.Active ? Refusal.ConversationClosed
        : ConversationRules.RefusalOfDestination(command.Queue, command.Agent, command.Group) is { } nowhere ? nowhere
        : command.MessageId is { } id && !ConversationRules.IsMessageId(id) ? Refusal.InvalidRequest
        : ConversationRules.RefusalOf(command.Question) is { } refusal ? refusal
        : conversation.Consult is not null ? Refusal.NotAllowed
        : conversation.Consults >= ConversationLimits.MostConsults ? Refusal.SlowDown
        : conversation.IsFull() ? Refusal.ConversationFull
        : null;

    /// <param name="conversation">As it stands.</param>
    /// <param name="key">Its grain key.</param>
    /// <param name="command">What may be done.</param>
    /// <param name="destination">Who is asked.</param>
    /// <param name="now">Since when they have to be good at what a group is.</param>
    public static Decision Ask(this Conversation conversation, string key, AskConsult command, Destination destination, DateTimeOffset now) => new ConsultAsked(
        conversation.Holder!,
        ConsultName.Of(key, conversation.Consults + 1),
        destination.Queue,
        destination.To?.Alias ?? destination.Group?.Name,
        destination.Group?.Id,
        destination.To?.StaffId,
        destination.ForUntil,
        destination.Group is { Skills.IsDefaultOrEmpty: false } group ? new Triage(null, TimeSpan.Zero, group.Skills, null) { AskedAt = now } : null,
        command.Question);

    /// <summary>What the consult is begun with, as often as it takes.</summary>
    public static BeginConsult Begin(this Conversation conversation, string key, OpenConsult consult) => new(
        key, $"{conversation.Reference}/{conversation.Consults}", consult.By, consult.Queue, consult.For, consult.ForUntil, consult.Triage, consult.KnownSeq);

    /// <summary>What the consult says of itself is noted, unless something newer is known.</summary>
    public static Decision Hear(this Conversation conversation, ConsultStanding standing)
    {
        if (conversation.Consult is not { } consult || standing.Seq <= consult.KnownSeq)
            return Decision.Nothing;
        if (standing.Ended is { } reason)
            return new ConsultEnded(reason == ConsultEnd.Expert && consult.Expert is { } expert ? expert : Author.System, consult.Id, reason);
        if (conversation.IsFull())
            return new ConsultEnded(Author.System, consult.Id, ConsultEnd.Conversation); // whoever comes and goes fills no conversation
        if (standing.StaffId == consult.Expert?.StaffId)
            return Decision.Nothing;

        var facts = ImmutableArray.CreateBuilder<ConversationFact>();
        if (consult.Expert is { } gone)
            facts.Add(new ConsultLeft(gone, consult.Id, standing.Seq));
        if (standing.StaffId is { } staffId)
            facts.Add(new ConsultJoined(Author.Agent(staffId, standing.Alias ?? ""), consult.Id, standing.Seq));
        return Decision.Of(facts.DrainToImmutable().AsSpan());
    }

    public static Decision End(this Conversation conversation, EndConsult command) =>
        conversation.Consult is { } open && open.Id == command.Consult ? new ConsultEnded(conversation.Holder!, open.Id, ConsultEnd.Asker)
        : conversation.ConsultEnded is { } earlier && conversation.LastConsult == command.Consult ? earlier
        : Refusal.NotFound;

    /// <summary>Whoever no longer has the conversation gets no more advice on it: with what ends their part, their question ends.</summary>
    public static Decision WithEndOfConsult(this Conversation conversation, Decision decided) =>
        conversation.Consult is { } open && decided.Facts.Any(fact => fact is ConversationQueued or ConversationClosed || (fact is AgentJoined joined && joined.Agent.StaffId != open.By))
            ? decided with { Facts = decided.Facts.Add(new ConsultEnded(Author.System, open.Id, ConsultEnd.Conversation)) }
            : decided;

    /// <summary>The facts before the one that puts a consult into its line.</summary>
    public static int FactsBeforeQueued(BeginConsult command) => command.Triage is null ? 1 : 2;

    /// <summary>A consult begins.</summary>
    public static Decision Start(BeginConsult command, long ticket)
    {
        var started = new ConversationStarted(command.Queue, command.Reference, "", null, null, null, null, null, null, LeavesMessage: false) { Consult = new ConsultOf(command.Conversation, command.StaffId) };
        var queued = new ConversationQueued(command.Queue, ticket, "consult", command.For, command.ForUntil);
        return command.Triage is null ? Decision.Of(started, queued) : Decision.Of(started, new ConversationTriaged(null, null, command.Triage), queued);
    }

    /// <summary>A consult is over; its first end stands.</summary>
    public static Decision EndAsConsult(this Conversation consult, Author by, string reason) =>
        consult.Closed is { } earlier ? earlier : new ConversationClosed(by, reason, null);

    /// <summary>Nobody takes a consult: the end comes as that of a handover does.</summary>
    public static SilenceEnd? NotTaken(this Conversation consult, AgencySettings agency)
    {
        if (agency.Limits.TransferReturnSeconds is not { } seconds || consult.QueuedAt is not { } since)
            return null;

        var at = since.AddSeconds(seconds);
        return new SilenceEnd(Silence.NotTaken, consult.ForUntil > at ? consult.ForUntil.Value : at);
    }

    /// <summary>How a consult stands, as the other conversation is told.</summary>
    public static ConsultStanding ConsultStanding(this Conversation consult) => new(
        consult.Status == ConversationStatus.Active ? consult.Holder?.StaffId : null,
        consult.Status == ConversationStatus.Active ? consult.Holder?.Name : null,
        consult.HoldingSeq,
        consult.ClosedAs);
}
