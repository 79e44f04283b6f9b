using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Records;

namespace Muster.Tests.Support;

/// <summary>What does not matter to a test.</summary>
internal static class Some
{
    public const string Agency = "demo";
    public const string Queue = "general";
    public const string OtherQueue = "flood";
    public const string QueueKey = "demo/general";
    public const string Key = "demo/c-1";
    public const string Alex = "staff-alex";
    public const string Blake = "staff-blake";

    public static readonly DateTimeOffset Moment = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static readonly Caller Citizen = Caller.Citizen(Agency, Key);

    public static Author ByCitizen { get; } = Author.Citizen("Robin");

    public static Author BySupervisor { get; } = Author.Supervisor("staff-kim", "Kim");

    public static AgencySettings Settings { get; } = new(Agency, "Demo agency", "UTC", [new(Queue, "General"), new(OtherQueue, "Flood")]);

    public static AgencyView View { get; } = new(Settings, [new(Queue, true, null, null), new(OtherQueue, true, null, null)], Moment);

    public static Author AlexAuthor { get; } = Author.Agent(Alex, "Alex B.");

    public static StaffMember Member(string staffId) => new(staffId, staffId, $"{staffId} alias", Role.Agent, [Queue, OtherQueue], 5);

    public static Caller Agent(string staffId) => Caller.Staff(Role.Agent, Agency, staffId, [Queue, OtherQueue]);

    public static Author By(string staffId) => Author.Agent(staffId, $"{staffId} alias");

    public static string Words(int length) => new('w', length);

    public static StartConversation Start(string text = "Good morning") =>
        new(Queue, "K4T-9QX", "a-secret-of-22-letters", "made-public", text, Name: "Robin");

    public static PostMessage Message(string text = "Hello", string id = "m-1") => new(id, text);

    public static AssignConversation Assignment(string staffId = Alex, string queue = Queue) => new(staffId, $"{staffId} alias", queue);

    public static CloseConversation Close(string? disposition = "resolved", string? note = null) => new(disposition, note);

    /// <summary>What these facts add up to, one a second.</summary>
    public static Conversation After(params IEnumerable<ConversationFact> facts) => Conversation.Unopened.Then(facts);

    public static Conversation Then(this Conversation conversation, params IEnumerable<ConversationFact> facts) =>
        facts.Aggregate(conversation, (before, fact) => before.With(new JournalEntry<ConversationFact>(
            before.LastSeq + 1, Moment.AddSeconds(before.LastSeq), 0, fact)));

    /// <summary>What it is once the decision is recorded.</summary>
    public static Conversation Then(this Conversation conversation, Decision decision) => conversation.Then((IEnumerable<ConversationFact>)decision.Facts);

    public static Triaged Triaged => new(Queue, Rule: null, Triage: null);

    public static Conversation Waiting() => Conversation.Unopened.Then(ConversationRules.Start(Settings, Start(), Triaged, ticket: Moment.UtcTicks));

    public static Conversation WaitingFor(string staffId, DateTimeOffset until) =>
        Active().Then(new ConversationQueued(Queue, Moment.UtcTicks, "transferred", staffId, until));

    public static Conversation Active(string staffId = Alex) => Waiting().Then(new AgentJoined(Author.Agent(staffId, $"{staffId} alias"), Queue));

    public static Conversation InWrapUp() => Active().Then(new CitizenLeft());

    public static Conversation Closed() => Active().Then(new ConversationClosed(AlexAuthor, ClosingOutcome.NotAsked, "resolved"));

    public static Conversation Abandoned() => Waiting().Then(Waiting().CloseByCitizen());

    /// <summary>An active one of so many facts.</summary>
    public static Conversation Long(int facts) => Active() with { LastSeq = facts };

    public static Slot Slot(string conversation = Key, SlotState state = SlotState.Held, int joinedSeq = 4) =>
        new(conversation, QueueKey, state, Moment, state == SlotState.Offered ? Moment.AddSeconds(30) : null, joinedSeq);

    public static Muster.Agents.Agent AvailableAgent(params ImmutableArray<Slot> slots) =>
        new() { Presence = Presence.Available, Slots = slots, IdleSince = Moment };

    public static TakeConversation Take(string conversation = Key, TimeSpan? offerFor = null) => new(conversation, QueueKey, offerFor);

    public static Holding Holding(ConversationStatus status, string? staffId, int seq) =>
        new(status, staffId, Queue, Moment.UtcTicks, Moment, seq, "K4T-9QX", null);

    public static AgentAvailability Availability(string staffId, int free, int inUse = 0, DateTimeOffset? idleSince = null, long version = 1) =>
        new(staffId, version, free, inUse, idleSince ?? Moment, Presence.Available, $"{staffId} alias");

    public static JoinLine Join(string conversation, int secondsAfter = 0, int seq = 3, string? staffId = null, DateTimeOffset? until = null) =>
        new(conversation, Moment.AddSeconds(secondsAfter), seq, staffId, until);
}
