using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Identifiers;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Conversations;

/// <summary>Who may ask to be reached instead of waiting, and what their agent may say came of it (S35, W15). Touches nothing else.</summary>
public static class ContactRules
{
    /// <summary>Trying again sooner would be no other try.</summary>
    public static readonly TimeSpan Nearest = TimeSpan.FromMinutes(1);

    /// <summary>Whoever has changed their mind so often may write it in the conversation.</summary>
    public const int MostTimesAsked = 10;

    /// <summary>After so many tries in vain the conversation is closed by its agent, and not put off again.</summary>
    public const int MostTries = 20;

    /// <summary>The one that puts it into the line, and those before it: asked once more after one whose outcome is unknown, it is about the same place.</summary>
    public const int MostFactsOfAsking = 3;

    /// <summary>A staff close needs an outcome, unless the citizen ended it themselves.</summary>
    public static bool OwesContact(this Conversation conversation) => conversation is { Contact: not null, ContactOutcome: null, CitizenLeft: null };

    public static bool IsWellFormed(this ContactRequest request, DateTimeOffset now) =>
        Enum.IsDefined(request.Channel)
        && (request.MessageId is null || ConversationRules.IsMessageId(request.MessageId))
        && request.Address?.Trim() is var address && ContactRequest.Fits(request.Channel, address)
        && !address.Contains(" removed]", StringComparison.Ordinal) // nobody can be reached at what is not stored
        && (!request.IsCallBack || request.Channel == ContactChannel.Phone)
        && (request.NotBefore is not { } notBefore || notBefore <= now + ContactRequest.Furthest)
        && request.BestTime is null or { Length: <= ContactRequest.LongestBestTime };

    /// <summary>As it is stored: without what is an identifier, and without a time that has passed.</summary>
    public static ContactRequest Tidied(this ContactRequest request, Redactor redactor, DateTimeOffset now) => request with
    {
        Address = redactor.Clean(request.Address?.Trim()) ?? "",
        BestTime = redactor.Clean(ConversationRules.Blank(request.BestTime)),
        NotBefore = request.NotBefore > now ? request.NotBefore : null,
    };

    /// <summary>Whether it can be asked for now; the place in the line is the queue's to give.</summary>
    public static Refusal? MayAsk(this Conversation conversation, ContactRequest request, DateTimeOffset now) =>
        conversation.HasEnded ? Refusal.ConversationClosed
        : conversation.Status != ConversationStatus.Waiting ? Refusal.NotAllowed
        : !request.IsWellFormed(now) ? Refusal.InvalidRequest
        : conversation.Contact is { } earlier && earlier.IsCallBack != request.IsCallBack ? Refusal.NotAllowed
        : conversation is { IsLeftMessage: true, Contact: null } && request.IsCallBack ? Refusal.NotAllowed
        : conversation.TimesContactAsked >= MostTimesAsked ? Refusal.SlowDown
        : conversation.IsFull() ? Refusal.ConversationFull
        : null;

    /// <summary>How urgent it is from now on: a message lets those pass who wait at their screens, a call keeps its place.</summary>
    public static Triage? TriageOf(this Conversation conversation, ContactRequest request, AgencySettings agency) =>
        request.IsCallBack || conversation.IsForLater ? conversation.Triage : conversation.Triage.Yielding(agency, conversation.Queue);

    public static Decision Ask(this Conversation conversation, ContactRequest request, Triage? triage, long ticket) => conversation.IntoLine(
        triage,
        new ConversationQueued(conversation.Queue, ticket, "contact-asked", conversation.For, conversation.ForUntil, request.NotBefore, BeyondLimitBy: conversation.BeyondLimitBy),
        new ContactAsked(request));

    public static Refusal? MayRecord(this Conversation conversation, RecordContact command, DateTimeOffset now) =>
        conversation.IsClosed ? Refusal.ConversationClosed
        : conversation.Contact is null && !conversation.IsLeftMessage ? Refusal.NotAllowed
        : !Enum.IsDefined(command.Outcome) || (command.MessageId is { } id && !ConversationRules.IsMessageId(id)) ? Refusal.InvalidRequest
        : command.Note is { Length: > 0 } note && ConversationRules.RefusalOf(note) is { } refusal ? refusal
        : command.AgainAt is { } again && (command.Outcome != ContactOutcome.NotReached || again < now + Nearest || again > now + ContactRequest.Furthest) ? Refusal.InvalidRequest
        : command.AgainAt is not null && (conversation.Status != ConversationStatus.Active || conversation.ContactTries + 1 >= MostTries) ? Refusal.NotAllowed
        : conversation.IsFull() ? Refusal.ConversationFull
        : null;

    /// <param name="conversation">As it stands.</param>
    /// <param name="command">What may be recorded.</param>
    /// <param name="ticket">The place in the line, where it goes back to it.</param>
    public static Decision Record(this Conversation conversation, RecordContact command, long ticket)
    {
        var facts = ImmutableArray.CreateBuilder<ConversationFact>();
        facts.Add(new ContactTried(conversation.Holder!, command.Outcome, command.AgainAt));
        if (ConversationRules.Blank(command.Note) is not null)
            facts.Add(new NoteAdded(conversation.Holder!, command.Note!));
        if (command.AgainAt is { } again)
        {
            facts.Add(new AgentLeft(conversation.Holder!, ReturnReason.ContactLater));
            facts.Add(new ConversationQueued(conversation.Queue, ticket, ReturnReason.ContactLater, NotBefore: again));
        }

        return Decision.Of(facts.DrainToImmutable().AsSpan());
    }

    /// <summary>The one that puts it back into the line, and those before it.</summary>
    public static int FactsUntilQueued(RecordContact command) => ConversationRules.Blank(command.Note) is null ? 3 : 4;
}
