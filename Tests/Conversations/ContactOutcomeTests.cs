using Muster.Conversations;
using Muster.Identity;
using Muster.Metrics;
using Muster.Records;
using Muster.Tests.Support;
using static Muster.Tests.Conversations.Contacts;

namespace Muster.Tests.Conversations;

/// <summary>What may be said came of reaching somebody, when it is tried again, and what all of it counts as (S35, S60).</summary>
public sealed class ContactOutcomeTests
{
    [Fact]
    public void Their_agent_may_say_what_came_of_it()
    {
        foreach (var outcome in Enum.GetValues<ContactOutcome>())
        {
            Assert.Null(Held().MayRecord(new RecordContact(outcome, null, null), Some.Moment));
            Assert.Null(Held(Left(asks: null)).MayRecord(new RecordContact(outcome, null, null), Some.Moment));
            Assert.Null(Held().Then(new CitizenLeft()).MayRecord(new RecordContact(outcome, null, null), Some.Moment));
        }
    }

    [Fact]
    public void Of_somebody_who_waited_at_their_screen_there_is_nothing_to_say() =>
        Assert.Equal(Refusal.NotAllowed, Some.Active().MayRecord(Tried(), Some.Moment));

    [Fact]
    public void Of_a_closed_one_nothing_more_is_said() =>
        Assert.Equal(Refusal.ConversationClosed, Held().Then(new ConversationClosed(Some.AlexAuthor, ClosingOutcome.NotAsked, "resolved")).MayRecord(Tried(), Some.Moment));

    [Fact]
    public void What_nobody_has_heard_of_did_not_come_of_it() =>
        Assert.Equal(Refusal.InvalidRequest, Held().MayRecord(new RecordContact((ContactOutcome)3, null, null), Some.Moment));

    [Theory]
    [InlineData("t", null)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", null)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", Refusal.InvalidRequest)]
    [InlineData("", Refusal.InvalidRequest)]
    [InlineData("t 1", Refusal.InvalidRequest)]
    public void A_try_has_an_id_like_any_other(string id, Refusal? refusal) =>
        Assert.Equal(refusal, Held().MayRecord(Tried() with { MessageId = id }, Some.Moment));

    [Theory]
    [InlineData(0, null)]
    [InlineData(4_000, null)]
    [InlineData(4_001, Refusal.MessageTooLong)]
    public void A_note_about_it_has_a_longest_length(int length, Refusal? refusal) =>
        Assert.Equal(refusal, Held().MayRecord(Tried() with { Note = Some.Words(length) }, Some.Moment));

    [Fact]
    public void A_note_about_it_says_something() =>
        Assert.Equal(Refusal.InvalidRequest, Held().MayRecord(Tried() with { Note = " " }, Some.Moment));

    [Fact]
    public void It_is_tried_again_no_sooner_than_in_a_minute_and_no_later_than_in_two_weeks()
    {
        Assert.Null(Held().MayRecord(Tried(Some.Moment.AddMinutes(1)), Some.Moment));
        Assert.Null(Held().MayRecord(Tried(Some.Moment.AddDays(14)), Some.Moment));
        Assert.Equal(Refusal.InvalidRequest, Held().MayRecord(Tried(Some.Moment.AddMinutes(1).AddTicks(-1)), Some.Moment));
        Assert.Equal(Refusal.InvalidRequest, Held().MayRecord(Tried(Some.Moment.AddDays(14).AddTicks(1)), Some.Moment));
    }

    [Theory]
    [InlineData(ContactOutcome.Reached)]
    [InlineData(ContactOutcome.WrongAddress)]
    public void Nobody_is_tried_again_but_who_was_not_reached(ContactOutcome outcome) =>
        Assert.Equal(Refusal.InvalidRequest, Held().MayRecord(new RecordContact(outcome, Later, null), Some.Moment));

    [Fact]
    public void Whoever_has_ended_it_is_not_tried_again() =>
        Assert.Equal(Refusal.NotAllowed, Held().Then(new CitizenLeft()).MayRecord(Tried(Later), Some.Moment));

    [Theory]
    [InlineData(18, null)]
    [InlineData(19, Refusal.NotAllowed)]
    public void The_twentieth_try_is_the_last(int tries, Refusal? refusal)
    {
        var held = Held() with { ContactTries = tries };

        Assert.Equal(refusal, held.MayRecord(Tried(Later), Some.Moment));
        Assert.Null(held.MayRecord(Tried(), Some.Moment));
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, Refusal.ConversationFull)]
    public void A_full_conversation_takes_no_more_tries(int more, Refusal? refusal) =>
        Assert.Equal(refusal, (Held() with { LastSeq = ConversationLimits.MostFacts - ConversationLimits.FactsKeptForEnding + more }).MayRecord(Tried(), Some.Moment));

    [Fact]
    public void A_try_stays_with_its_agent_and_may_have_a_note()
    {
        var plain = Held().Record(Tried(), ticket: 0);
        var noted = Held().Record(Tried() with { Note = "Rang twice." }, ticket: 0);

        Assert.Equal([new ContactTried(Some.AlexAuthor, ContactOutcome.NotReached, null)], plain.Facts);
        Assert.Equal([new ContactTried(Some.AlexAuthor, ContactOutcome.NotReached, null), new NoteAdded(Some.AlexAuthor, "Rang twice.")], noted.Facts);
        Assert.Equal(ConversationStatus.Active, Held().Then(plain).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Rang twice.")]
    public void One_that_is_tried_again_is_nobodys_until_then(string? note)
    {
        var command = Tried(Later) with { Note = note };

        var decision = Held().Record(command, ticket: 7);
        var waiting = Held().Then(decision);

        Assert.Equal(ContactRules.FactsUntilQueued(command), decision.Facts.Length);
        Assert.Equal(
            [new AgentLeft(Some.AlexAuthor, ReturnReason.ContactLater), new ConversationQueued(Some.Queue, 7, ReturnReason.ContactLater, NotBefore: Later)],
            decision.Facts.TakeLast(2));
        Assert.Equal((ConversationStatus.Waiting, null, Later, 1), (waiting.Status, waiting.Holder, waiting.NotBefore, waiting.ContactTries));
        Assert.Null(waiting.Then(new AgentJoined(Some.AlexAuthor, Some.Queue)).NotBefore);
    }

    [Fact]
    public void What_must_not_begin_yet_is_taken_by_nobody()
    {
        var waiting = Held().Then(Held().Record(Tried(Later), ticket: 7));

        Assert.Empty(waiting.Assign(Some.Assignment(), Later.AddTicks(-1)).Facts);
        Assert.Single(waiting.Assign(Some.Assignment(), Later).Facts);
    }

    [Fact]
    public void Nobody_closes_one_without_saying_what_came_of_it()
    {
        Assert.Equal(Refusal.NotAllowed, Held().CloseByStaff(Some.AlexAuthor, Some.Close(), Some.Settings).Refusal);
        Assert.Single(Held().CloseByStaff(Some.BySupervisor, Some.Close(), Some.Settings).Facts); // who is not the one to call
        foreach (var outcome in Enum.GetValues<ContactOutcome>())
            Assert.Single(Held().Then(new ContactTried(Some.AlexAuthor, outcome, null)).CloseByStaff(Some.AlexAuthor, Some.Close(), Some.Settings).Facts);
        Assert.Single(Held(Left(asks: null)).CloseByStaff(Some.AlexAuthor, Some.Close(), Some.Settings).Facts);
    }

    [Fact]
    public void What_came_of_an_earlier_asking_says_nothing_of_a_later_one()
    {
        var askedAgain = Held().Then(Held().Record(Tried(Later), ticket: 7)).Then(new ContactAsked(CallBack with { Address = "07 3999 9999" }), new AgentJoined(Some.AlexAuthor, Some.Queue));

        Assert.Equal(Refusal.NotAllowed, askedAgain.CloseByStaff(Some.AlexAuthor, Some.Close(), Some.Settings).Refusal);
    }

    [Fact]
    public void Nobody_who_is_not_at_their_screen_waits_for_a_reply_unless_they_write()
    {
        Assert.Null(Held().WaitsSince);
        Assert.Null(Held(Left(asks: null)).WaitsSince);
        Assert.NotNull(Held().Then(new MessagePosted(Some.ByCitizen, "m-2", "I am at my desk now")).WaitsSince);
    }

    [Fact]
    public void Whoever_asks_in_the_line_counts_as_that_and_as_nothing_else_until_an_agent_closes_it()
    {
        var counts = Counts(
            [
                .. ConversationRules.Start(Some.Settings, Some.Start(), Some.Triaged, 1).Facts,
                new ContactAsked(CallBack),
                new ContactAsked(CallBack with { Address = "07 3999 9999" }),
                new AgentJoined(Some.AlexAuthor, Some.Queue),
                new MessagePosted(Some.AlexAuthor, "a-1", "I ring you now"),
                new ContactTried(Some.AlexAuthor, ContactOutcome.Reached, null),
                new ConversationClosed(Some.AlexAuthor, ClosingOutcome.NotAsked, "resolved"),
            ]);

        Assert.Equal([(Counted.Queued, 0L), (Counted.ContactAsked, 3_000L), (Counted.ContactCompleted, 4_000L)], counts);
    }

    [Fact]
    public void A_left_message_counts_as_that_and_as_nothing_else_until_an_agent_closes_it()
    {
        var counts = Counts(
            [
                .. ConversationRules.Start(Some.Settings, Some.Start() with { LeavesMessage = true, Asks = Message }, Some.Triaged, 1).Facts,
                new AgentJoined(Some.AlexAuthor, Some.Queue),
                new MessagePosted(Some.AlexAuthor, "a-1", "It is"),
                new ConversationClosed(Some.AlexAuthor, ClosingOutcome.NotAsked, "resolved"),
            ]);

        Assert.Equal([(Counted.OutOfHours, 0L), (Counted.ContactCompleted, 4_000L)], counts);
    }

    [Fact]
    public void Whoever_takes_back_that_they_want_to_be_reached_has_given_up_nothing_that_counts()
    {
        ConversationFact[] asked = [.. ConversationRules.Start(Some.Settings, Some.Start(), Some.Triaged, 1).Facts, new ContactAsked(CallBack)];

        var whileWaiting = Counts([.. asked, new ConversationClosed(Some.ByCitizen, ClosingOutcome.Abandoned, null)]);
        var whileHeld = Counts([.. asked, new AgentJoined(Some.AlexAuthor, Some.Queue), new CitizenLeft()]);

        Assert.Equal([Counted.Queued, Counted.ContactAsked], whileWaiting.Select(count => count.What));
        Assert.Equal([Counted.Queued, Counted.ContactAsked], whileHeld.Select(count => count.What));
    }

    private static RecordContact Tried(DateTimeOffset? againAt = null) => new(ContactOutcome.NotReached, againAt, null);

    /// <summary>What facts count as, one a second, and how many milliseconds.</summary>
    private static List<(Counted What, long Milliseconds)> Counts(params IEnumerable<ConversationFact> facts)
    {
        var (conversation, counts) = (Conversation.Unopened, new List<(Counted, long)>());
        foreach (var fact in facts)
        {
            var entry = new JournalEntry<ConversationFact>(conversation.LastSeq + 1, Some.Moment.AddSeconds(conversation.LastSeq), 0, fact);
            if (conversation.CountOf(Some.Key, entry) is var (_, count))
                counts.Add((count.What, count.Milliseconds));
            conversation = conversation.With(entry);
        }

        return counts;
    }
}
