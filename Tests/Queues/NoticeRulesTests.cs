using Muster.Conversations;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>What may be told to a whole line, by whom, and what those who are told may answer (N13, S63).</summary>
public sealed class NoticeRulesTests
{
    private const string Url = "https://www.example.org/ramp";

    private static readonly SendNotice Command = new("n-1", "The boat ramp is closed.", Url, 30);
    private static readonly StandingNotice Nothing = new();
    private static readonly LineNotice Told = new("n-1", "The boat ramp is closed.", Url, Some.Moment, Some.Moment.AddMinutes(30));

    [Fact]
    public void It_stands_for_as_long_as_its_sender_says()
    {
        Assert.Equal(Told, Send(Command));
        Assert.Equal(Told, Send(Command with { Text = " The boat ramp is closed.\n" }));
    }

    [Theory]
    [InlineData(0, Refusal.InvalidRequest)]
    [InlineData(1, null)]
    [InlineData(1_440, null)]
    [InlineData(1_441, Refusal.InvalidRequest)]
    public void It_stands_for_a_minute_to_a_day(int minutes, Refusal? refusal) =>
        Assert.Equal(refusal, Nothing.Send(Command with { Minutes = minutes }, Some.Moment).Refusal);

    [Theory]
    [InlineData(1, null)]
    [InlineData(500, null)]
    [InlineData(501, Refusal.MessageTooLong)]
    public void Its_words_have_a_longest_length(int length, Refusal? refusal) =>
        Assert.Equal(refusal, Nothing.Send(Command with { Text = Some.Words(length) }, Some.Moment).Refusal);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void It_says_something(string text) =>
        Assert.Equal(Refusal.InvalidRequest, Nothing.Send(Command with { Text = text }, Some.Moment).Refusal);

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, Refusal.InvalidRequest)]
    public void Its_address_has_a_longest_length(int length, Refusal? refusal) =>
        Assert.Equal(refusal, Nothing.Send(Command with { Url = $"https://www.example.org/{Some.Words(length - 24)}" }, Some.Moment).Refusal);

    [Theory]
    [InlineData("https://www.example.org", true)]
    [InlineData("https://www.example.org:8443/ramp?lang=vi#today", true)]
    [InlineData("http://www.example.org/ramp", false)]
    [InlineData("ftp://www.example.org/ramp", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,ramp", false)]
    [InlineData("//www.example.org/ramp", false)]
    [InlineData("/ramp", false)]
    [InlineData("www.example.org", false)]
    [InlineData("https://", false)]
    [InlineData("", false)]
    [InlineData("https://robin@www.example.org/ramp", false)]
    [InlineData("https://robin:secret@www.example.org/ramp", false)]
    public void What_some_are_told_stands_where_everybody_can_read_it(string url, bool isTaken) =>
        Assert.Equal(isTaken ? null : Refusal.InvalidRequest, Nothing.Send(Command with { Url = url }, Some.Moment).Refusal);

    [Theory]
    [InlineData("n", null)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", null)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", Refusal.InvalidRequest)]
    [InlineData("", Refusal.InvalidRequest)]
    [InlineData("n 1", Refusal.InvalidRequest)]
    [InlineData("n/1", Refusal.InvalidRequest)]
    public void It_has_an_id_like_any_other(string id, Refusal? refusal) =>
        Assert.Equal(refusal, Nothing.Send(Command with { Id = id }, Some.Moment).Refusal);

    [Fact]
    public void The_same_id_is_the_same_notice_and_another_one_takes_its_place()
    {
        var standing = new StandingNotice { Notice = Told, Sent = ["n-1"] };

        Assert.Equal(standing, standing.Send(Command with { Text = "In other words", Minutes = 60 }, Some.Moment.AddMinutes(5)).Value);
        Assert.Equal(
            new LineNotice("n-2", "It is open again.", Url, Some.Moment.AddMinutes(5), Some.Moment.AddMinutes(35)),
            standing.Send(Command with { Id = "n-2", Text = "It is open again." }, Some.Moment.AddMinutes(5)).Value!.Notice);
    }

    [Fact]
    public void What_was_taken_back_or_replaced_stays_so_however_late_it_comes_again()
    {
        var first = Nothing.Send(Command, Some.Moment).Value!;

        var second = first.Send(Command with { Id = "n-2" }, Some.Moment).Value!;

        Assert.Equal(second, second.Send(Command, Some.Moment).Value);
        Assert.Equal(second, second.Withdraw("n-1"));
        Assert.Null(second.Withdraw("n-2").Send(Command with { Id = "n-2" }, Some.Moment).Value!.Notice);
    }

    [Fact]
    public void A_card_number_is_told_to_nobody() =>
        Assert.Equal("Pay to [card number removed]", Send(Command with { Text = "Pay to 4111 1111 1111 1111" }).Text);

    [Theory]
    [InlineData(0, true)]
    [InlineData(30, false)]
    public void It_lapses_by_itself(int minutes, bool stands)
    {
        var standing = new StandingNotice { Notice = Told };

        Assert.Equal(stands ? Told : null, standing.At(Some.Moment.AddMinutes(minutes)));
        Assert.Equal(Told, standing.At(Told.Until.AddTicks(-1)));
        Assert.Null(Nothing.At(Some.Moment));
    }

    [Theory]
    [InlineData(Role.Supervisor, Some.Agency, Some.Queue, true)]
    [InlineData(Role.Supervisor, Some.Agency, Some.OtherQueue, false)]
    [InlineData(Role.Supervisor, "elsewhere", Some.Queue, false)]
    [InlineData(Role.Agent, Some.Agency, Some.Queue, false)]
    [InlineData(Role.Viewer, Some.Agency, Some.Queue, false)]
    [InlineData(Role.Administrator, Some.Agency, Some.Queue, false)]
    [InlineData(Role.System, Some.Agency, Some.Queue, false)]
    public void Supervisors_of_the_queue_send_it_and_nobody_else_does(Role role, string agency, string area, bool may) =>
        Assert.Equal(may, NoticeRules.MaySend(Caller.Staff(role, agency, "staff-kim", [area]), Some.Agency, Some.Queue));

    public static TheoryData<string, Conversation, Refusal?> WhoAnswers => new()
    {
        { "in the line", Some.Waiting(), null },
        { "in the line again", Some.WaitingFor(Some.Blake, Some.Moment), null },
        { "with an agent", Some.Active(), Refusal.NotAllowed },
        { "in wrap-up", Some.InWrapUp(), Refusal.ConversationClosed },
        { "closed", Some.Closed(), Refusal.ConversationClosed },
        { "full but for its end", Some.Waiting() with { LastSeq = ConversationLimits.MostFacts - ConversationLimits.FactsKeptForEnding - 1 }, null },
        { "full", Some.Waiting() with { LastSeq = ConversationLimits.MostFacts - ConversationLimits.FactsKeptForEnding }, Refusal.ConversationFull },
    };

    [Theory, MemberData(nameof(WhoAnswers), DisableDiscoveryEnumeration = true)]
    public void Only_whoever_waits_is_asked(string _, Conversation conversation, Refusal? refusal) =>
        Assert.Equal(refusal, conversation.MayAnswerNotice());

    [Fact]
    public void Whom_it_helps_leaves_and_may_say_how_it_was()
    {
        var decision = Some.Waiting().AnswerNotice(Told, helped: true);
        var closed = Some.Waiting().Then(decision);

        Assert.Equal(
            [new NoticeAnswered("n-1", Told.Text, Url, true), new ConversationClosed(Some.ByCitizen, ClosingOutcome.AnsweredByNotice, null)],
            decision.Facts);
        Assert.Equal((ConversationStatus.Closed, "n-1"), (closed.Status, closed.NoticeAnswered));
        Assert.Single(closed.Rate(new RateConversation(true, 5, null)).Facts);
    }

    [Fact]
    public void Whom_it_does_not_help_waits_on_as_before()
    {
        var waiting = Some.Waiting();

        var after = waiting.Then(waiting.AnswerNotice(Told, helped: false));

        Assert.Equal(
            (ConversationStatus.Waiting, waiting.Ticket, waiting.HoldingSeq, "n-1", waiting.LastSeq + 1),
            (after.Status, after.Ticket, after.HoldingSeq, after.NoticeAnswered, after.LastSeq));
    }

    [Fact]
    public void Whom_it_helps_has_not_given_up_and_whom_it_does_not_is_counted_with_the_wait_so_far()
    {
        var waiting = Some.Waiting();
        var notEnough = waiting.Then(waiting.AnswerNotice(Told, helped: false));

        Assert.Equal([(Counted.NoticeNotEnough, 3_000L)], Counts(waiting, waiting.AnswerNotice(Told, helped: false)));
        Assert.Equal([(Counted.AnsweredByNotice, 5_000L)], Counts(notEnough, notEnough.AnswerNotice(Told with { Id = "n-2" }, helped: true)));
        Assert.Equal([(Counted.Abandoned, 3_000L)], Counts(waiting, waiting.CloseByCitizen()));
    }

    private static LineNotice Send(SendNotice command) => Nothing.Send(command, Some.Moment).Value!.Notice!;

    /// <summary>What the facts count as, one a second, and how many milliseconds.</summary>
    private static List<(Counted What, long Milliseconds)> Counts(Conversation conversation, Decision decision)
    {
        var counts = new List<(Counted, long)>();
        foreach (var fact in decision.Facts)
        {
            var entry = new JournalEntry<ConversationFact>(conversation.LastSeq + 1, Some.Moment.AddSeconds(conversation.LastSeq), 0, fact);
            if (conversation.CountOf(Some.Key, entry) is var (_, count))
                counts.Add((count.What, count.Milliseconds));
            conversation = conversation.With(entry);
        }

        return counts;
    }
}
