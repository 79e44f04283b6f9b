using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Bans;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Conversations;

/// <summary>What may happen next: state, command and time in; facts or a refusal out. Touches nothing else.</summary>
public static class ConversationRules
{
    /// <summary>Back into the line (2), taken (1), answered and left (2), closed with a note (2), rated (1).</summary>
    private const int FactsOfARound = 8;

    /// <summary>A start, apart from the place in the line, which only the queue can give.</summary>
    public static Refusal? MayStart(AgencyView agency, StartConversation command)
    {
        var queue = agency.Settings.Queues.FirstOrDefault(queue => queue.Id == command.Queue);
        var opening = agency.Queues.FirstOrDefault(opening => opening.Id == command.Queue);
        return queue is null || opening is null ? Refusal.UnknownQueue
            : RefusalOf(command.Text) is { } refusal ? refusal
            : !FieldsFit(command) || (command.Asks is { } asks && !(command.LeavesMessage && !asks.IsCallBack && asks.IsWellFormed(agency.At))) ? Refusal.InvalidRequest
            : opening.IsOpen || (command.LeavesMessage && queue.TakesMessagesWhenClosed) ? null
            : Refusal.QueueClosed;
    }

    /// <summary>The facts before the one that puts it into the line.</summary>
    public static int FactsBeforeQueued(StartConversation command, Triaged triaged) => 2 + (command.Asks is null ? 0 : 1) + (triaged.Risk is null ? 0 : 1) + (triaged.IsOrdinary ? 0 : 1);

    public static Decision Start(AgencySettings agency, StartConversation command, Triaged triaged, long ticket)
    {
        var started = new ConversationStarted(
            triaged.Queue,
            command.Reference,
            agency.Greeting,
            Blank(command.Name),
            Blank(command.Contact),
            command.Answers?.ToImmutableSortedDictionary(),
            Blank(command.Page),
            Blank(command.Language),
            Blank(command.Follows),
            command.LeavesMessage,
            command.Session);
        var message = new MessagePosted(Author.Citizen(Blank(command.Name)), command.MessageId, command.Text, command.Secret);
        var queued = new ConversationQueued(triaged.Queue, ticket, command.LeavesMessage ? "left-message" : "started", NotBefore: command.Asks?.NotBefore);
        var decided = ImmutableArray.CreateBuilder<ConversationFact>();
        decided.AddRange(started, message);
        if (triaged.Risk is { } phrase)
            decided.Add(new LifeAtRiskNoticed(phrase));
        if (!triaged.IsOrdinary)
            decided.Add(new ConversationTriaged(triaged.Rule, triaged.Queue == command.Queue ? null : command.Queue, triaged.Triage));
        if (command.Asks is { } asks)
            decided.Add(new ContactAsked(asks));
        decided.Add(queued);
        return Decision.Of(decided.DrainToImmutable().AsSpan());
    }

    public static Decision Post(this Conversation conversation, Author from, PostMessage command) =>
        RefusalOf(command.Text) is { } refusal ? refusal
        : !IsMessageId(command.MessageId) ? Refusal.InvalidRequest
        : conversation.IsClosed ? Refusal.ConversationClosed
        : conversation.IsFull() ? Refusal.ConversationFull
        : from.Role == Role.Supervisor && conversation.Status != ConversationStatus.Active ? Refusal.NotAllowed
        : new MessagePosted(from, command.MessageId, command.Text);

    /// <summary>What the citizen has just written says that a life is in danger. Whoever waits goes to the front.</summary>
    /// <param name="conversation">As it stands.</param>
    /// <param name="posted">The message.</param>
    /// <param name="phrase">What was found in it.</param>
    /// <param name="ticket">The place in the line from now on; null for one that does not wait, or where the queue has not answered.</param>
    public static Decision Alarm(this Conversation conversation, Decision posted, string phrase, long? ticket)
    {
        ImmutableArray<ConversationFact> facts = [.. posted.Facts, new LifeAtRiskNoticed(phrase), new ConversationTriaged(null, null, conversation.Triage.AtRisk())];
        return Decision.Of((ticket is { } place ? facts.Add(new ConversationQueued(conversation.Queue, place, LifeAtRiskSettings.Priority)) : facts).AsSpan());
    }

    public static Decision Note(this Conversation conversation, Author by, AddNote command) =>
        RefusalOf(command.Text) is { } refusal ? refusal
        : command.MessageId is { } id && !IsMessageId(id) ? Refusal.InvalidRequest
        : conversation.IsClosed ? Refusal.ConversationClosed
        : conversation.IsFull() ? Refusal.ConversationFull
        : new NoteAdded(by, command.Text);

    public static Decision Tag(this Conversation conversation, TagConversation command, AgencySettings agency)
    {
        ImmutableArray<string> tags = [.. command.Tags.Distinct()];
        return conversation.IsClosed ? Refusal.ConversationClosed
            : tags.Length > ConversationLimits.MostTags ? Refusal.InvalidRequest
            : tags.Any(tag => string.IsNullOrWhiteSpace(tag) || tag.Length > ConversationLimits.LongestTag) ? Refusal.InvalidRequest
            : !agency.Tags.IsEmpty && tags.Any(tag => !agency.Tags.Contains(tag)) ? Refusal.InvalidRequest
            : conversation.Tagged is { } earlier && conversation.Tags.SequenceEqual(tags) ? earlier
            : conversation.IsFull() ? Refusal.ConversationFull
            : new ConversationTagged(conversation.Holder!, tags);
    }

    public static Decision AskClosing(this Conversation conversation) =>
        conversation.HasEnded ? Refusal.ConversationClosed
        : conversation is { ClosingAsked: { } standing, IsClosingAsked: true } ? standing
        : conversation.IsFull() ? Refusal.ConversationFull
        : new ClosingAsked(conversation.Holder!);

    /// <summary>The first answer stands until the question is asked again, so that answers cannot fill a conversation.</summary>
    public static Decision AnswerClosing(this Conversation conversation, bool moreHelp) =>
        conversation.ClosingAnswered is { } earlier ? earlier
        : conversation.IsClosed ? Refusal.ConversationClosed
        : conversation.ClosingAsked is null ? Refusal.InvalidRequest
        : new ClosingAnswered(moreHelp);

    /// <summary>Whether it may be handed over at all; to whom is the agency's to say. Who waits is a supervisor's to move.</summary>
    public static Refusal? MayTransfer(this Conversation conversation, Author by, TransferConversation command) =>
        conversation.Status == ConversationStatus.Waiting && by.Role != Role.Supervisor ? Refusal.NotAllowed
        : conversation.Status is not (ConversationStatus.Waiting or ConversationStatus.Active) ? Refusal.ConversationClosed
        : RefusalOfDestination(command.Queue, command.Agent, command.Group) is { } nowhere ? nowhere
        : command.BeyondLimit && command.Agent is null ? Refusal.InvalidRequest
        : command.BeyondLimit && by.Role != Role.Supervisor ? Refusal.NotAllowed
        : command.MessageId is { } id && !IsMessageId(id) ? Refusal.InvalidRequest
        : command.Reason is { Length: > ConversationLimits.LongestField } ? Refusal.InvalidRequest
        : RefusalOf(command.Note ?? "") is { } refusal ? refusal
        : conversation.IsFull() ? Refusal.ConversationFull
        : null;

    /// <summary>It waits there already, for anybody, and is as urgent as that.</summary>
    public static bool WaitsIn(this Conversation conversation, Destination destination) =>
        conversation is { Status: ConversationStatus.Waiting, For: null, OwnSkills: null } && conversation.Queue == destination.Queue
        && destination is { To: null, Group: null, Priority: null };

    /// <summary>Nobody is given it earlier than before, and who it is kept for has their time from then on.</summary>
    /// <returns>Null for whoever is next.</returns>
    public static DateTimeOffset? KeptUntil(this Conversation conversation, StaffMember? to, DateTimeOffset now, AgencyLimits limits) =>
        to is null ? null : (conversation.NotBefore > now ? conversation.NotBefore.Value : now).AddSeconds(limits.TransferWaitSeconds);

    /// <summary>Something has to be named, and a group alone: it has its own queue.</summary>
    internal static Refusal? RefusalOfDestination(string? queue, string? agent, string? group) =>
        (queue ?? agent ?? group) is null || (group is not null && (queue ?? agent) is not null) ? Refusal.InvalidRequest : null;

    /// <summary>How many facts <see cref="IntoLine"/> makes of so many before it.</summary>
    public static int FactsUntilQueued(this Conversation conversation, Triage? triage, int before) => before + (triage == conversation.Triage ? 1 : 2);

    /// <summary>The facts before it, what it asks of its agents where that has changed, and the one that puts it into the line.</summary>
    public static Decision IntoLine(this Conversation conversation, Triage? triage, ConversationQueued queued, params ReadOnlySpan<ConversationFact> before) =>
        triage == conversation.Triage ? Decision.Of([.. before, queued]) : Decision.Of([.. before, new ConversationTriaged(null, null, triage), queued]);

    /// <param name="conversation">As it stands.</param>
    /// <param name="by">Who hands it over.</param>
    /// <param name="command">What may be done.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="triage">How urgent it is and what it asks of its agents from now on.</param>
    /// <param name="ticket">Its place in the line there.</param>
    public static Decision Transfer(this Conversation conversation, Author by, TransferConversation command, Destination destination, Triage? triage, long ticket)
    {
        var transferred = new ConversationTransferred(by, destination.Queue, destination.To?.Alias ?? destination.Group?.Name, Blank(command.Reason), destination.Group?.Id, destination.Priority?.Id);
        var note = new NoteAdded(by, command.Note!);
        var reason = conversation.Status == ConversationStatus.Waiting ? "moved" : "transferred";
        var beyondLimitBy = command.BeyondLimit ? by.Name : null;
        var queued = new ConversationQueued(destination.Queue, ticket, reason, destination.To?.StaffId, destination.ForUntil, conversation.NotBefore, BeyondLimitBy: beyondLimitBy);
        return conversation.IntoLine(triage, queued, transferred, note);
    }

    /// <summary>Nobody has taken it up: it waits again where it came from, and asks for nothing that was asked of others.</summary>
    /// <param name="conversation">As it stands.</param>
    /// <param name="destination">The queue, and whoever handed it over where they are there.</param>
    /// <param name="triage">How urgent it is and what it asks of its agents from now on.</param>
    /// <param name="ticket">Its place in the line there.</param>
    public static Decision ComeBack(this Conversation conversation, Destination destination, Triage? triage, long ticket) => conversation.IntoLine(
        triage, new ConversationQueued(destination.Queue, ticket, ReturnReason.NotTaken, destination.To?.StaffId, destination.ForUntil, ForAlias: destination.To?.Alias));

    /// <summary>An agent takes it out of the line.</summary>
    public static Decision Assign(this Conversation conversation, AssignConversation command, DateTimeOffset now) =>
        conversation.Status == ConversationStatus.Waiting
        && conversation.Queue == command.Queue
        && conversation.IsFor?.By != command.StaffId
        && (conversation.NotBefore is not { } notBefore || now >= notBefore)
        && (conversation.For is null || conversation.For == command.StaffId || now >= conversation.ForUntil)
        && (command.BeyondLimitBy is null || (conversation.BeyondLimitBy == command.BeyondLimitBy && conversation.For == command.StaffId))
        && !conversation.WasChosenBeforeExperts(command)
            ? new AgentJoined(Author.Agent(command.StaffId, command.Alias), command.Queue, command.Reason, command.BeyondLimitBy)
            : Decision.Nothing;

    /// <summary>The agent may have been offered it before it was handed to experts, and need not be one. A life in danger waits for nobody's skill.</summary>
    private static bool WasChosenBeforeExperts(this Conversation conversation, AssignConversation command) =>
        conversation is { IsAtRisk: false, Triage.AskedAt: { } asked } && command.Reason is { } reason && reason.Triage?.AskedAt != asked;

    /// <summary>Whether the agent holds it, or held it last, by nothing newer than that.</summary>
    public static bool IsHeldSince(this Conversation conversation, string staffId, int knownSeq) =>
        conversation.Holder?.StaffId == staffId && conversation.HoldingSeq <= knownSeq;

    /// <summary>The agent is gone: what they held waits again, and what only lacked their close is closed.</summary>
    public static Decision ReturnToLine(this Conversation conversation, string staffId, string reason, long ticket) =>
        conversation.Holder?.StaffId != staffId ? Decision.Nothing
        : conversation.Status == ConversationStatus.WrapUp || (conversation.Status == ConversationStatus.Active && conversation.HasRoomForEndingAlone())
            ? new ConversationClosed(Author.System, conversation.OutcomeOfClose(), null)
        : conversation.Status == ConversationStatus.Active
            ? Decision.Of(new AgentLeft(conversation.Holder, reason), new ConversationQueued(conversation.Queue, ticket, reason))
        : Decision.Nothing;

    /// <summary>Only whoever waits is told what all who wait are told.</summary>
    public static Refusal? MayAnswerNotice(this Conversation conversation) =>
        conversation.HasEnded ? Refusal.ConversationClosed
        : conversation.Status != ConversationStatus.Waiting ? Refusal.NotAllowed
        : conversation.IsFull() ? Refusal.ConversationFull
        : null;

    public static Decision AnswerNotice(this Conversation conversation, LineNotice notice, bool helped)
    {
        var answered = new NoticeAnswered(notice.Id, notice.Text, notice.Url, helped);
        return helped
            ? Decision.Of(answered, new ConversationClosed(Author.Citizen(conversation.CitizenName), ClosingOutcome.AnsweredByNotice, null))
            : answered;
    }

    public static Decision CloseByCitizen(this Conversation conversation) => conversation.Status switch
    {
        ConversationStatus.Waiting => new ConversationClosed(Author.Citizen(conversation.CitizenName), ClosingOutcome.Abandoned, null),
        ConversationStatus.Active => new CitizenLeft(),
        ConversationStatus.WrapUp => conversation.CitizenLeft!,
        _ => conversation.CitizenLeft ?? conversation.Closed!,
    };

    public static Decision CloseByStaff(this Conversation conversation, Author by, CloseConversation command, AgencySettings agency)
    {
        if (conversation.Closed is { } earlier)
            return conversation.ClosedBy is null || conversation.ClosedBy == by.StaffId ? earlier : Refusal.ConversationClosed; // what they wrote is not in it
        var waits = conversation.Status == ConversationStatus.Waiting;
        if (waits && by.Role != Role.Supervisor)
            return Refusal.NotAllowed; // nobody has answered it
        if (conversation.OwesContact() && by.Role == Role.Agent)
            return Refusal.NotAllowed; // somebody waits to be reached, and it is not known what came of it
        if (command.Disposition is null || !agency.Dispositions.Contains(command.Disposition))
            return Refusal.UnknownDisposition;
        if (agency.TagRequired && conversation.Tags.IsEmpty && by.Role == Role.Agent) // nobody but the holder sets tags
            return Refusal.UnknownDisposition;
        if (command.NextAction is { Length: > ConversationLimits.LongestField })
            return Refusal.InvalidRequest;
        if (command.Note is { Length: > 0 } note && RefusalOf(note) is { } refusal)
            return refusal;

        var closed = new ConversationClosed(
            by, waits ? ClosingOutcome.EndedInLine : conversation.OutcomeOfClose(), command.Disposition, Blank(command.NextAction), command.NextActionBy);
        return string.IsNullOrWhiteSpace(command.Note) ? closed : Decision.Of(new NoteAdded(by, command.Note), closed);
    }

    /// <summary>So many that a repeated click is no flood, and so few that it does not become one.</summary>
    public const int MostWarnings = 20;

    public static Decision Warn(this Conversation conversation, WarnCitizen command, AgencySettings agency) =>
        command.MessageId is { } id && !IsMessageId(id) ? Refusal.InvalidRequest
        : conversation.HasEnded ? Refusal.ConversationClosed
        : conversation.Warnings >= MostWarnings ? Refusal.SlowDown
        : conversation.IsFull() ? Refusal.ConversationFull
        : new WarningGiven(conversation.Holder!, agency.Abuse.Guidelines);

    /// <summary>Whatever dispositions the agency has: this one is always there.</summary>
    public static Decision EndForAbuse(this Conversation conversation, EndForAbuse command, AgencySettings agency) =>
        conversation.Closed is { } earlier ? earlier
        : !BanRules.IsReason(command.Reason) ? Refusal.InvalidRequest
        : Decision.Of(
            new NoteAdded(conversation.Holder!, command.Reason.Trim()),
            new ConversationClosed(
                conversation.Holder!, ClosingOutcome.Abuse, ClosingOutcome.Abuse, Words: agency.Abuse.Appeal, Reason: command.Reason.Trim()));

    /// <summary>Once is enough: a proposal stands in the conversation's records, and what became of it in the agency's.</summary>
    public static Decision ProposeBan(this Conversation conversation, ProposeBan command, AgencySettings agency) =>
        conversation.BanProposed is not null ? Decision.Nothing
        : conversation.Session is null || !command.IsWellFormed(agency.Abuse.LongestBanDays) ? Refusal.InvalidRequest
        : conversation.LastSeq >= ConversationLimits.MostFacts ? Refusal.ConversationFull
        : new BanProposed(conversation.Holder!, command.Days, command.Reason.Trim());

    /// <summary>The agency's own time for an answer to the closing question is over (A15).</summary>
    public static Decision CloseUnanswered(this Conversation conversation) =>
        conversation is { Status: ConversationStatus.Active, IsClosingAsked: true }
            ? new ConversationClosed(Author.System, ClosingOutcome.NoAnswer, null)
            : Decision.Nothing;

    public static Decision Rate(this Conversation conversation, RateConversation command) =>
        conversation.Rated is { } earlier ? earlier
        : command.Satisfaction is < 1 or > 5 ? Refusal.InvalidRequest
        : command.Comment is { Length: > ConversationLimits.LongestText } ? Refusal.MessageTooLong
        : !conversation.HasEnded || conversation.Anonymised is not null ? Refusal.NotAllowed
        : new ConversationRated(command.Resolved, command.Satisfaction, Blank(command.Comment));

    /// <summary>What named the citizen has gone from all facts (S68).</summary>
    public static Decision Anonymise(this Conversation conversation) =>
        conversation.Anonymised is { } earlier ? earlier
        : !conversation.IsClosed ? Refusal.NotAllowed
        : new ConversationAnonymised();

    /// <summary>So often lost by its agents that another round would exceed the limit.</summary>
    public static bool HasRoomForEndingAlone(this Conversation conversation) =>
        conversation.LastSeq >= ConversationLimits.MostFacts - FactsOfARound - (conversation.Consult is null ? 0 : 1); // the end of the advice goes with it

    private static string OutcomeOfClose(this Conversation conversation) =>
        conversation.ClosingAnswered is not null
            ? conversation.MoreHelp == true ? ClosingOutcome.MoreHelp : ClosingOutcome.Confirmed
        : conversation.CitizenLeft is not null ? ClosingOutcome.EndedByCitizen
        : conversation.ClosingAsked is not null ? ClosingOutcome.NoAnswer
        : ClosingOutcome.NotAsked;

    /// <summary>Room is kept for ending it: whoever fills a conversation can still leave, close and rate.</summary>
    internal static bool IsFull(this Conversation conversation) =>
        conversation.LastSeq >= ConversationLimits.MostFacts - ConversationLimits.FactsKeptForEnding;

    internal static Refusal? RefusalOf(string text) =>
        string.IsNullOrWhiteSpace(text) ? Refusal.InvalidRequest
        : text.Length > ConversationLimits.LongestText ? Refusal.MessageTooLong
        : null;

    private static bool FieldsFit(StartConversation command) =>
        new[] { command.Name, command.Contact, command.Page, command.Language, command.Follows }
            .All(field => field is null or { Length: <= ConversationLimits.LongestField })
        && (command.Answers is null
            || (command.Answers.Count <= ConversationLimits.MostAnswers
                && command.Answers.All(answer => answer.Key.Length <= ConversationLimits.LongestField
                    && answer.Value is { Length: <= ConversationLimits.LongestText })));

    internal static bool IsMessageId(string id) =>
        id.Length is >= 1 and <= 64 && id.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_');

    internal static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
