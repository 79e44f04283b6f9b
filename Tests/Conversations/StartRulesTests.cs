using System.Collections.Immutable;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

public sealed class StartRulesTests
{
    [Fact]
    public void A_citizen_starts_by_writing()
    {
        var conversation = Some.Waiting();

        Assert.Equal(ConversationStatus.Waiting, conversation.Status);
        Assert.Equal(new Receipt(2, Some.Moment.AddSeconds(1)), conversation.FirstMessage);
        Assert.Equal(Some.Moment.UtcTicks, conversation.Ticket);
    }

    [Fact]
    public void A_queue_nobody_has_takes_no_start() =>
        Assert.Equal(Refusal.UnknownQueue, ConversationRules.MayStart(Some.View, Some.Start() with { Queue = "nowhere" }));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void A_start_says_something(string text) =>
        Assert.Equal(Refusal.InvalidRequest, ConversationRules.MayStart(Some.View, Some.Start(text)));

    [Theory]
    [InlineData(4_000, null)]
    [InlineData(4_001, Refusal.MessageTooLong)]
    public void A_first_message_has_a_longest_length(int length, Refusal? refusal) =>
        Assert.Equal(refusal, ConversationRules.MayStart(Some.View, Some.Start(Some.Words(length))));

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, Refusal.InvalidRequest)]
    public void Fields_have_a_longest_length(int length, Refusal? refusal)
    {
        var words = Some.Words(length);

        Assert.Equal(refusal, ConversationRules.MayStart(Some.View, Some.Start() with { Name = words }));
        Assert.Equal(refusal, ConversationRules.MayStart(Some.View, Some.Start() with { Contact = words }));
        Assert.Equal(refusal, ConversationRules.MayStart(Some.View, Some.Start() with { Page = words }));
        Assert.Equal(refusal, ConversationRules.MayStart(Some.View, Some.Start() with { Follows = words }));
        Assert.Equal(refusal, ConversationRules.MayStart(Some.View, Some.Start() with { Answers = ImmutableDictionary<string, string>.Empty.Add(words, "yes") }));
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(21, Refusal.InvalidRequest)]
    public void So_many_questions_can_be_answered_first(int answers, Refusal? refusal) =>
        Assert.Equal(refusal, ConversationRules.MayStart(Some.View, Some.Start() with
        {
            Answers = Enumerable.Range(1, answers).ToImmutableDictionary(number => $"question {number}", _ => "yes"),
        }));

    [Fact]
    public void A_closed_queue_takes_a_message_to_be_answered_later_and_no_chat()
    {
        var closed = Some.View with { Queues = [new(Some.Queue, false, Some.Moment.AddHours(1), null)] };

        Assert.Equal(Refusal.QueueClosed, ConversationRules.MayStart(closed, Some.Start()));
        Assert.Null(ConversationRules.MayStart(closed, Some.Start() with { LeavesMessage = true }));
    }

    [Fact]
    public void A_closed_queue_that_takes_no_messages_takes_none()
    {
        var settings = Some.Settings with { Queues = [new(Some.Queue, "General") { TakesMessagesWhenClosed = false }] };
        var closed = Some.View with { Settings = settings, Queues = [new(Some.Queue, false, null, null)] };

        Assert.Equal(Refusal.QueueClosed, ConversationRules.MayStart(closed, Some.Start() with { LeavesMessage = true }));
    }
}
