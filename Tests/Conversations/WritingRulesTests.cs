using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

public sealed class WritingRulesTests
{
    public static TheoryData<string, Conversation> Open => new()
    {
        { "waiting", Some.Waiting() }, { "active", Some.Active() }, { "wrap-up", Some.InWrapUp() },
    };

    [Theory, MemberData(nameof(Open), DisableDiscoveryEnumeration = true)]
    public void A_citizen_writes_until_it_is_closed(string _, Conversation conversation)
    {
        var decision = conversation.Post(Some.ByCitizen, Some.Message("It leaks."));

        var message = Assert.IsType<MessagePosted>(Assert.Single(decision.Facts));
        Assert.Equal(("It leaks.", "Robin"), (message.Text, message.From.Name));
    }

    [Fact]
    public void An_agent_writes_by_the_alias()
    {
        var decision = Some.Active().Post(Some.By(Some.Alex), Some.Message());

        Assert.Equal("staff-alex alias", Assert.IsType<MessagePosted>(Assert.Single(decision.Facts)).From.Name);
    }

    [Fact]
    public void A_supervisor_steps_in_by_their_alias_while_an_agent_has_it()
    {
        Assert.Equal("Kim", Assert.IsType<MessagePosted>(Assert.Single(Some.Active().Post(Some.BySupervisor, Some.Message()).Facts)).From.Name);
        Assert.Equal(Refusal.NotAllowed, Some.Waiting().Post(Some.BySupervisor, Some.Message()).Refusal);
        Assert.Equal(Refusal.NotAllowed, Some.InWrapUp().Post(Some.BySupervisor, Some.Message()).Refusal);
    }

    [Fact]
    public void The_holder_still_owes_the_citizen_words_when_a_supervisor_has_written()
    {
        var conversation = Some.Active();

        Assert.Equal(conversation.WaitsSince, conversation.Then(conversation.Post(Some.BySupervisor, Some.Message())).WaitsSince);
        Assert.NotNull(conversation.WaitsSince);
        Assert.Null(conversation.Then(conversation.Post(Some.By(Some.Alex), Some.Message())).WaitsSince);
    }

    [Fact]
    public void A_closed_conversation_takes_no_more_messages()
    {
        Assert.Equal(Refusal.ConversationClosed, Some.Closed().Post(Some.ByCitizen, Some.Message()).Refusal);
        Assert.Equal(Refusal.ConversationClosed, Some.Closed().Note(Some.By(Some.Alex), new AddNote("late")).Refusal);
        Assert.Equal(Refusal.ConversationClosed, Some.Closed().Tag(new TagConversation(["late"]), Some.Settings).Refusal);
    }

    [Theory]
    [InlineData(" ", Refusal.InvalidRequest)]
    [InlineData("\u3000\n", Refusal.InvalidRequest)]
    [InlineData("x", null)]
    public void A_message_says_something(string text, Refusal? refusal)
    {
        Assert.Equal(refusal, Some.Active().Post(Some.ByCitizen, Some.Message(text)).Refusal);
        Assert.Equal(refusal, Some.Active().Note(Some.By(Some.Alex), new AddNote(text)).Refusal);
    }

    [Theory]
    [InlineData(4_000, null)]
    [InlineData(4_001, Refusal.MessageTooLong)]
    public void A_message_has_a_longest_length(int length, Refusal? refusal)
    {
        Assert.Equal(refusal, Some.Active().Post(Some.ByCitizen, Some.Message(Some.Words(length))).Refusal);
        Assert.Equal(refusal, Some.Active().Note(Some.By(Some.Alex), new AddNote(Some.Words(length))).Refusal);
    }

    [Theory]
    [InlineData("", Refusal.InvalidRequest)]
    [InlineData("a", null)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890-_A", null)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890-_AB", Refusal.InvalidRequest)]
    [InlineData("with space", Refusal.InvalidRequest)]
    [InlineData("umlaut-ü", Refusal.InvalidRequest)]
    public void A_message_has_an_id_of_plain_characters(string id, Refusal? refusal) =>
        Assert.Equal(refusal, Some.Active().Post(Some.ByCitizen, Some.Message(id: id)).Refusal);

    [Theory]
    [InlineData(19_949, null)]
    [InlineData(19_950, Refusal.ConversationFull)]
    public void A_full_conversation_can_only_be_ended(int facts, Refusal? refusal)
    {
        var conversation = Some.Long(facts);

        Assert.Equal(refusal, conversation.Post(Some.ByCitizen, Some.Message()).Refusal);
        Assert.Equal(refusal, conversation.Note(Some.By(Some.Alex), new AddNote("note")).Refusal);
        Assert.Equal(refusal, conversation.Tag(new TagConversation(["tag"]), Some.Settings).Refusal);
        Assert.Equal(refusal, conversation.AskClosing().Refusal);
        Assert.Equal(refusal, conversation.MayTransfer(Some.By(Some.Alex), new TransferConversation(Some.OtherQueue, null, "note")));
        Assert.Null(conversation.CloseByCitizen().Refusal);
        Assert.Null(conversation.CloseByStaff(Some.By(Some.Alex), Some.Close(), Some.Settings).Refusal);
    }

    [Fact]
    public void However_often_agents_are_lost_no_conversation_exceeds_its_facts()
    {
        var conversation = Some.Long(ConversationLimits.MostFacts - ConversationLimits.FactsKeptForEnding - 1);
        conversation = conversation.Then(new ClosingAsked(conversation.Holder!));

        while (!conversation.IsClosed)
        {
            conversation = conversation.Then(conversation.ReturnToLine(Some.Alex, "agent-lost", conversation.Ticket));
            conversation = conversation.Then(conversation.Assign(Some.Assignment(), Some.Moment));
            conversation = conversation.Then(conversation.AnswerClosing(moreHelp: false));
        }

        conversation = conversation.Then(conversation.Rate(new RateConversation(false, 1, null)));
        Assert.InRange(conversation.LastSeq, ConversationLimits.MostFacts - 20, ConversationLimits.MostFacts);
    }

    [Fact]
    public void Tags_replace_each_other_and_the_same_again_is_done_once()
    {
        var conversation = Some.Active();
        conversation = conversation.Then(conversation.Tag(new TagConversation(["water", "urgent", "water"]), Some.Settings));

        var again = conversation.Tag(new TagConversation(["water", "urgent"]), Some.Settings);

        Assert.Equal(["water", "urgent"], conversation.Tags);
        Assert.Equal(conversation.Tagged, again.Earlier);
        Assert.Single(conversation.Tag(new TagConversation(["urgent"]), Some.Settings).Facts);
    }

    [Theory]
    [InlineData(20, 50, null)]
    [InlineData(21, 50, Refusal.InvalidRequest)]
    [InlineData(1, 51, Refusal.InvalidRequest)]
    public void Tags_are_few_and_short(int number, int length, Refusal? refusal) =>
        Assert.Equal(refusal, Some.Active().Tag(
            new TagConversation([.. Enumerable.Range(10, number).Select(tag => $"{tag}{Some.Words(length - 2)}")]), Some.Settings).Refusal);

    [Fact]
    public void A_blank_tag_is_refused() =>
        Assert.Equal(Refusal.InvalidRequest, Some.Active().Tag(new TagConversation([" "]), Some.Settings).Refusal);

    [Fact]
    public void An_agency_with_a_list_of_tags_takes_no_others()
    {
        var agency = Some.Settings with { Tags = ["water"] };

        Assert.Null(Some.Active().Tag(new TagConversation(["water"]), agency).Refusal);
        Assert.Equal(Refusal.InvalidRequest, Some.Active().Tag(new TagConversation(["fire"]), agency).Refusal);
    }
}
