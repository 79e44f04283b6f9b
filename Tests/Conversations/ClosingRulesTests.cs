using Muster.Conversations;
using Muster.Identity;
using Muster.Metrics;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Asking, answering, ending and rating (S44, S45).</summary>
public sealed class ClosingRulesTests
{
    private static readonly Conversation Asked = Some.Active().Then(Some.Active().AskClosing());

    [Fact]
    public void The_question_that_stands_is_not_asked_twice() => Assert.Equal(Asked.ClosingAsked, Asked.AskClosing().Earlier);

    [Fact]
    public void A_citizen_who_writes_on_is_asked_again_and_not_closed_on()
    {
        var wroteOn = Asked.Then(Asked.Post(Some.ByCitizen, Some.Message("One more thing")));

        Assert.Empty(wroteOn.CloseUnanswered().Facts);
        Assert.Single(wroteOn.AskClosing().Facts);
    }

    [Fact]
    public void An_agent_who_writes_on_leaves_the_question_standing()
    {
        var wroteOn = Asked.Then(Asked.Post(Some.By(Some.Alex), Some.Message("Are you still there?")));

        Assert.Single(wroteOn.CloseUnanswered().Facts);
    }

    [Fact]
    public void The_first_answer_stands_until_it_is_asked_again()
    {
        var answered = Asked.Then(Asked.AnswerClosing(moreHelp: true));

        Assert.Equal(answered.ClosingAnswered, answered.AnswerClosing(moreHelp: true).Earlier);
        Assert.Equal(answered.ClosingAnswered, answered.AnswerClosing(moreHelp: false).Earlier);
        Assert.Single(answered.Then(answered.AskClosing()).AnswerClosing(moreHelp: false).Facts);
    }

    [Fact]
    public void Nobody_answers_what_nobody_asked() => Assert.Equal(Refusal.InvalidRequest, Some.Active().AnswerClosing(false).Refusal);

    [Fact]
    public void What_has_ended_is_neither_asked_nor_answered()
    {
        Assert.Equal(Refusal.ConversationClosed, Some.Closed().AskClosing().Refusal);
        Assert.Equal(Refusal.ConversationClosed, Some.InWrapUp().AskClosing().Refusal);
        Assert.Equal(Refusal.ConversationClosed, Asked.Then(Asked.CloseByStaff(Some.By(Some.Alex), Some.Close(), Some.Settings)).AnswerClosing(false).Refusal);
    }

    public static TheoryData<string, Conversation> Outcomes => new()
    {
        { ClosingOutcome.NotAsked, Some.Active() },
        { ClosingOutcome.NoAnswer, Asked },
        { ClosingOutcome.NoAnswer, Asked.Then(Asked.Post(Some.ByCitizen, Some.Message("One more thing"))) },
        { ClosingOutcome.Confirmed, Asked.Then(Asked.AnswerClosing(moreHelp: false)) },
        { ClosingOutcome.MoreHelp, Asked.Then(Asked.AnswerClosing(moreHelp: true)) },
        { ClosingOutcome.EndedByCitizen, Some.InWrapUp() },
        { ClosingOutcome.NotAsked, Asked.Then(Asked.AnswerClosing(false)).Then(new ConversationQueued(Some.Queue, 1, "transferred"), new AgentJoined(Some.AlexAuthor, Some.Queue)) },
    };

    [Theory, MemberData(nameof(Outcomes), DisableDiscoveryEnumeration = true)]
    public void The_close_records_what_came_of_the_question(string outcome, Conversation conversation)
    {
        var decision = conversation.CloseByStaff(Some.By(Some.Alex), Some.Close(), Some.Settings);

        Assert.Equal(outcome, Assert.IsType<ConversationClosed>(Assert.Single(decision.Facts)).Outcome);
    }

    [Fact]
    public void A_supervisor_ends_what_waits_and_nobody_has_given_up()
    {
        var closed = Assert.IsType<ConversationClosed>(Assert.Single(Some.Waiting().CloseByStaff(Some.BySupervisor, Some.Close(), Some.Settings).Facts));

        Assert.Equal((ClosingOutcome.EndedInLine, "resolved", "Kim"), (closed.Outcome, closed.Disposition, closed.By.Name));
        Assert.Equal(Counted.EndedInLine, Counts(Some.Waiting(), closed));
        Assert.Equal(Counted.Served, Counts(Some.Active().Then(new ConversationQueued(Some.Queue, 1, "agent-lost")), closed));
        Assert.Equal(Counted.Abandoned, Counts(Some.Waiting(), Some.Waiting().CloseByCitizen().Facts[0]));
        Assert.Equal(Refusal.UnknownDisposition, Some.Waiting().CloseByStaff(Some.BySupervisor, Some.Close("made-up"), Some.Settings).Refusal);
        Assert.Equal(Refusal.NotAllowed, Some.Waiting().CloseByStaff(Some.By(Some.Alex), Some.Close(), Some.Settings).Refusal);
    }

    private static Counted? Counts(Conversation before, ConversationFact fact) =>
        before.CountOf(Some.Key, new JournalEntry<ConversationFact>(before.LastSeq + 1, Some.Moment.AddMinutes(1), 0, fact))?.Count.What;

    [Fact]
    public void Silence_after_the_question_closes_for_want_of_an_answer()
    {
        var closed = Assert.IsType<ConversationClosed>(Assert.Single(Asked.CloseUnanswered().Facts));

        Assert.Equal((ClosingOutcome.NoAnswer, Role.System), (closed.Outcome, closed.By.Role));
    }

    [Fact]
    public void Silence_closes_nothing_that_was_answered_or_never_asked()
    {
        Assert.Empty(Some.Active().CloseUnanswered().Facts);
        Assert.Empty(Asked.Then(Asked.AnswerClosing(true)).CloseUnanswered().Facts);
        Assert.Empty(Asked.Then(new CitizenLeft()).CloseUnanswered().Facts);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("made-up")]
    public void An_agent_closes_with_one_of_the_agencys_dispositions(string? disposition) =>
        Assert.Equal(Refusal.UnknownDisposition, Some.Active().CloseByStaff(Some.By(Some.Alex), Some.Close(disposition), Some.Settings).Refusal);

    [Fact]
    public void An_agency_may_want_a_tag_before_the_close()
    {
        var agency = Some.Settings with { TagRequired = true };
        var tagged = Some.Active().Then(new ConversationTagged(Some.AlexAuthor, ["water"]));

        Assert.Equal(Refusal.UnknownDisposition, Some.Active().CloseByStaff(Some.By(Some.Alex), Some.Close(), agency).Refusal);
        Assert.Single(tagged.CloseByStaff(Some.By(Some.Alex), Some.Close(), agency).Facts);
        Assert.Single(Some.Active().CloseByStaff(Some.BySupervisor, Some.Close(), agency).Facts); // who cannot set any
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, Refusal.InvalidRequest)]
    public void What_was_agreed_has_a_longest_length(int length, Refusal? refusal) =>
        Assert.Equal(refusal, Some.Active().CloseByStaff(Some.By(Some.Alex), Some.Close() with { NextAction = Some.Words(length) }, Some.Settings).Refusal);

    [Theory]
    [InlineData(4_000, null)]
    [InlineData(4_001, Refusal.MessageTooLong)]
    public void A_closing_note_has_a_longest_length(int length, Refusal? refusal) =>
        Assert.Equal(refusal, Some.Active().CloseByStaff(Some.By(Some.Alex), Some.Close(note: Some.Words(length)), Some.Settings).Refusal);

    [Fact]
    public void A_closing_note_stands_before_the_close()
    {
        var decision = Some.Active().CloseByStaff(Some.By(Some.Alex), Some.Close(note: "Sent the form."), Some.Settings);

        Assert.Collection(decision.Facts, note => Assert.IsType<NoteAdded>(note), closed => Assert.IsType<ConversationClosed>(closed));
    }

    [Fact]
    public void A_close_sent_again_is_answered_alike_whatever_it_says() =>
        Assert.Equal(Some.Closed().Closed, Some.Closed().CloseByStaff(Some.By(Some.Alex), Some.Close(disposition: null), Some.Settings).Earlier);

    [Fact]
    public void A_citizen_who_leaves_while_waiting_has_abandoned_it() => Assert.Equal(ConversationStatus.Closed, Some.Abandoned().Status);

    [Fact]
    public void A_citizen_who_ends_it_leaves_the_agent_wrap_up() => Assert.Equal(ConversationStatus.WrapUp, Some.InWrapUp().Status);

    [Fact]
    public void A_citizen_may_end_it_again_and_again()
    {
        var closedLater = Some.InWrapUp().Then(Some.InWrapUp().CloseByStaff(Some.By(Some.Alex), Some.Close(), Some.Settings));

        Assert.Equal(Some.InWrapUp().CitizenLeft, Some.InWrapUp().CloseByCitizen().Earlier);
        Assert.Equal(Some.InWrapUp().CitizenLeft, closedLater.CloseByCitizen().Earlier);
        Assert.Equal(Some.Abandoned().Closed, Some.Abandoned().CloseByCitizen().Earlier);
        Assert.Equal(Some.Closed().Closed, Some.Closed().CloseByCitizen().Earlier);
    }

    [Theory]
    [InlineData(0, Refusal.InvalidRequest)]
    [InlineData(1, null)]
    [InlineData(5, null)]
    [InlineData(6, Refusal.InvalidRequest)]
    public void Satisfaction_is_one_to_five(int satisfaction, Refusal? refusal) =>
        Assert.Equal(refusal, Some.Closed().Rate(new RateConversation(true, satisfaction, null)).Refusal);

    [Theory]
    [InlineData(4_000, null)]
    [InlineData(4_001, Refusal.MessageTooLong)]
    public void A_comment_has_a_longest_length(int length, Refusal? refusal) =>
        Assert.Equal(refusal, Some.Closed().Rate(new RateConversation(true, 3, Some.Words(length))).Refusal);

    [Fact]
    public void Only_what_has_ended_is_rated()
    {
        var rating = new RateConversation(true, 3, null);

        Assert.Equal(Refusal.NotAllowed, Some.Waiting().Rate(rating).Refusal);
        Assert.Equal(Refusal.NotAllowed, Some.Active().Rate(rating).Refusal);
        Assert.Single(Some.InWrapUp().Rate(rating).Facts);
        Assert.Single(Some.Abandoned().Rate(rating).Facts);
    }

    [Fact]
    public void The_first_rating_stands()
    {
        var rated = Some.Closed().Then(Some.Closed().Rate(new RateConversation(true, 5, null)));

        Assert.Equal(rated.Rated, rated.Rate(new RateConversation(false, 1, "changed my mind")).Earlier);
    }
}
