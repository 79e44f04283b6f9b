using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Live;

namespace Muster.Tests.Front.Live;

public sealed class AgentStreamTests
{
    private readonly LiveFront _front = new();

    [Fact]
    public async Task An_assigned_conversation_is_told_from_its_first_entry()
    {
        var stream = await _front.FollowAgent();
        LiveFront.Now(stream);
        _front.Conversation.Say("first");

        _front.Assign(Some.Conversation);

        var items = LiveFront.Now(stream);
        Assert.Equal([FeedKind.Assigned, FeedKind.Entry], items.Select(item => item.Kind).Where(kind => kind is FeedKind.Assigned or FeedKind.Entry));
        Assert.Equal("first", items.Single(item => item.Kind == FeedKind.Entry).Entry.Text);
    }

    [Fact]
    public async Task All_that_is_held_comes_in_one_stream()
    {
        var other = _front.Add(Some.Other);
        _front.Assign(Some.Conversation, Some.Other);
        var stream = await _front.FollowAgent();

        _front.Conversation.Say("here");
        other.Say("there");

        Assert.Equal(["here", "there"], (await LiveFront.Entries(stream, 2)).Select(entry => entry.Text).Order());
    }

    [Fact]
    public async Task What_happens_after_a_transfer_is_not_told_to_who_held_it()
    {
        _front.Assign(Some.Conversation);
        var stream = await _front.FollowAgent();
        LiveFront.Now(stream);
        _front.Conversation.Holder = null;

        _front.Conversation.Say("to whoever is next");
        _front.Agent.Hold();

        var items = LiveFront.Now(stream);
        Assert.Contains(items, item => item.Kind == FeedKind.Released);
        Assert.DoesNotContain(items, item => item.Kind == FeedKind.Entry);
    }

    [Fact]
    public async Task A_conversation_that_comes_back_misses_nothing_of_the_time_between()
    {
        _front.Assign(Some.Conversation);
        var stream = await _front.FollowAgent();
        LiveFront.Now(stream);
        _front.Conversation.Holder = null;
        _front.Conversation.Say("while nobody held it");
        LiveFront.Now(stream);

        _front.Conversation.Holder = Some.StaffId;
        _front.Conversation.Say("back again");
        _front.Beat(15);

        Assert.Equal(["while nobody held it", "back again"], (await LiveFront.Entries(stream, 2)).Select(entry => entry.Text));
    }

    [Fact]
    public async Task Whoever_advises_is_told_what_happens_in_the_other_conversation_until_they_do_no_longer()
    {
        var (advised, stream) = (_front.Add(Some.Other), await _front.FollowAgent());
        (advised.Holder, advised.Expert, advised.Status) = ("a colleague", Some.StaffId, ConversationStatus.Active);
        advised.Say("before");
        LiveFront.Now(stream);

        _front.Agent.Hold(Some.Held(Some.Conversation) with { ConsultOf = Some.Other });
        var first = LiveFront.Now(stream);
        advised.Say("meanwhile");
        var then = LiveFront.Now(stream);
        advised.Expert = null;
        advised.Record(advised.Entry(EntryKind.ConsultEnded, isStaffOnly: true));
        advised.Say("after");
        var late = LiveFront.Now(stream);
        _front.Agent.Hold();

        Assert.Equal(Some.Other, first.Single(item => item.Kind == FeedKind.Assigned).Slot.ConsultOf);
        Assert.Equal(["before"], first.Where(item => item.Kind == FeedKind.Entry).Select(item => item.Entry.Text));
        Assert.Equal(["meanwhile"], then.Where(item => item.Kind == FeedKind.Entry).Select(item => item.Entry.Text));
        Assert.DoesNotContain(late, item => item.Kind == FeedKind.Entry);
        Assert.Equal([Some.Conversation, Some.Other], LiveFront.Now(stream).Where(item => item.Kind == FeedKind.Released).Select(item => item.Conversation));
    }

    [Fact]
    public async Task What_was_advised_on_and_becomes_ones_own_is_told_from_its_first_entry()
    {
        var (advised, stream) = (_front.Add(Some.Other), await _front.FollowAgent());
        (advised.Holder, advised.Expert, advised.Status) = ("a colleague", Some.StaffId, ConversationStatus.Active);
        advised.Say("first");
        _front.Agent.Hold(Some.Held(Some.Conversation) with { ConsultOf = Some.Other });
        LiveFront.Now(stream);

        advised.Expert = null;
        _front.Assign(Some.Other);

        var told = LiveFront.Now(stream).Where(item => item.Conversation == Some.Other).Select(item => item.Kind);
        Assert.Equal([FeedKind.Released, FeedKind.Assigned, FeedKind.Entry], told);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_loses_what_they_are_asked_to_advise_on_in_the_same_moment_is_told_of_its_end_first(bool wasHeld)
    {
        var (advised, stream) = (_front.Add(Some.Other), await _front.FollowAgent());
        (advised.Holder, advised.Expert, advised.Status) = ("a colleague", Some.StaffId, ConversationStatus.Active);
        advised.Say("first");
        _front.Agent.Hold(wasHeld ? Some.Held(Some.Other) : Some.Offered(Some.Other));
        LiveFront.Now(stream);

        _front.Agent.Hold(Some.Held(Some.Conversation) with { ConsultOf = Some.Other });

        var told = LiveFront.Now(stream).Where(item => item.Kind is FeedKind.Released or FeedKind.Assigned or FeedKind.Entry).Select(item => (item.Kind, item.Conversation));
        Assert.Equal([(FeedKind.Released, Some.Other), (FeedKind.Assigned, Some.Conversation), (FeedKind.Entry, Some.Other)], told);
    }

    [Fact]
    public async Task A_question_that_was_told_before_it_was_known_to_be_one_is_told_anew()
    {
        var (advised, stream) = (_front.Add(Some.Other), await _front.FollowAgent());
        (advised.Holder, advised.Expert, advised.Status) = ("a colleague", Some.StaffId, ConversationStatus.Active);
        advised.Say("first");
        _front.Agent.Hold(Some.Held(Some.Conversation));
        LiveFront.Now(stream);

        _front.Agent.Hold(Some.Held(Some.Conversation) with { ConsultOf = Some.Other });

        var told = LiveFront.Now(stream);
        Assert.Equal(Some.Other, told.Single(item => item.Kind == FeedKind.Assigned).Slot.ConsultOf);
        Assert.Equal("first", told.Last(item => item.Kind == FeedKind.Entry).Entry.Text);
    }

    [Fact]
    public async Task What_has_become_ones_own_is_not_read_along_once_it_is_gone()
    {
        var (advised, stream) = (_front.Add(Some.Other), await _front.FollowAgent());
        (advised.Holder, advised.Expert, advised.Status) = ("a colleague", Some.StaffId, ConversationStatus.Active);
        advised.Say("first");
        var question = Some.Held(Some.Conversation) with { ConsultOf = Some.Other };
        _front.Agent.Hold(question);
        LiveFront.Now(stream);
        _front.Agent.Hold(question, Some.Held(Some.Other));
        LiveFront.Now(stream);

        _front.Agent.Hold(question);

        Assert.Equal([FeedKind.Released], LiveFront.Now(stream).Where(item => item.Conversation == Some.Other).Select(item => item.Kind));
    }

    [Fact]
    public async Task Whoever_advises_and_is_offered_it_meanwhile_is_told_anew_when_the_offer_ends()
    {
        var (advised, stream) = (_front.Add(Some.Other), await _front.FollowAgent());
        (advised.Holder, advised.Expert, advised.Status) = ("a colleague", Some.StaffId, ConversationStatus.Active);
        advised.Say("first");
        _front.Agent.Hold(Some.Held(Some.Conversation) with { ConsultOf = Some.Other }, Some.Offered(Some.Other));
        LiveFront.Now(stream);

        _front.Agent.Hold(Some.Held(Some.Conversation) with { ConsultOf = Some.Other });

        var told = LiveFront.Now(stream);
        Assert.Equal((FeedKind.Assigned, Some.Conversation), told.Where(item => item.Kind is FeedKind.Released or FeedKind.Assigned).Select(item => (item.Kind, item.Conversation)).Last());
        Assert.Equal("first", told.Last(item => item.Kind == FeedKind.Entry).Entry.Text);
    }

    [Fact]
    public async Task An_offer_is_told_and_withdrawn()
    {
        var stream = await _front.FollowAgent();
        LiveFront.Now(stream);

        _front.Agent.Hold(Some.Offered(Some.Conversation));
        var offered = LiveFront.Now(stream);
        _front.Agent.Hold();

        Assert.Single(offered, item => item.Kind == FeedKind.Offered);
        Assert.Single(LiveFront.Now(stream), item => item.Kind == FeedKind.Released);
    }

    [Fact]
    public async Task An_accepted_offer_is_assigned_and_not_released()
    {
        var stream = await _front.FollowAgent();
        _front.Agent.Hold(Some.Offered(Some.Conversation));
        LiveFront.Now(stream);

        _front.Assign(Some.Conversation);

        var items = LiveFront.Now(stream);
        Assert.Single(items, item => item.Kind == FeedKind.Assigned);
        Assert.DoesNotContain(items, item => item.Kind == FeedKind.Released);
    }

    [Fact]
    public async Task A_console_that_resumes_is_told_what_it_missed_and_nothing_twice()
    {
        var known = _front.Add(Some.Other);
        foreach (var text in (string[])["seen", "missed"])
            known.Say(text);
        _front.Conversation.Say("new");
        _front.Assign(Some.Conversation, Some.Other);
        var gone = $"{Some.Agency}/cccccccccccccccccccccccccc";

        var stream = await _front.FollowAgent(new Dictionary<string, int> { [Some.Other] = 1, [gone] = 5 });

        var items = LiveFront.Now(stream);
        Assert.Equal([Some.Conversation], items.Where(item => item.Kind == FeedKind.Assigned).Select(item => item.Conversation));
        Assert.Equal([gone], items.Where(item => item.Kind == FeedKind.Released).Select(item => item.Conversation));
        Assert.Equal(["missed", "new"], items.Where(item => item.Kind == FeedKind.Entry).Select(item => item.Entry.Text).Order());
    }

    [Fact]
    public async Task A_lost_push_of_the_agents_state_is_found_within_a_minute()
    {
        var stream = await _front.FollowAgent();
        LiveFront.Now(stream);
        _front.Agent.IsPushing = false;
        _front.Assign(Some.Conversation);

        _front.Beat(60);

        Assert.Equal(Some.Conversation, (await LiveFront.Until(stream, FeedKind.Assigned)).Conversation);
    }

    [Fact]
    public async Task One_conversation_that_cannot_be_asked_does_not_hold_up_the_others()
    {
        var stuck = _front.Add(Some.Other);
        stuck.Say("later");
        stuck.IsUnavailable = true;
        _front.Conversation.Say("now");
        _front.Assign(Some.Other, Some.Conversation);

        var stream = await _front.FollowAgent();

        Assert.Equal(["now"], (await LiveFront.Entries(stream, 1)).Select(entry => entry.Text));
    }

    [Fact]
    public async Task The_lines_of_the_agents_queues_are_told_at_a_bounded_rate()
    {
        var stream = await _front.FollowAgent();
        _front.Beat(2);
        LiveFront.Now(stream);

        for (var step = 1; step <= 50; step++)
            _front.Queue.Line(new(1, 0), new(step + 1, step));
        _front.Beat(2);

        var told = Assert.Single(LiveFront.Now(stream), item => item.Kind == FeedKind.Queues);
        Assert.Equal(51, Assert.Single(told.Lines).Waiting);
    }

    [Fact]
    public async Task An_agents_stream_of_a_conversation_ends_with_the_holding()
    {
        _front.Conversation.Holder = Some.StaffId;
        var stream = await _front.Follow(Some.Agent);
        LiveFront.Now(stream);

        _front.Conversation.Holder = null;
        _front.Conversation.Say("not theirs");

        Assert.DoesNotContain(LiveFront.Now(stream), item => item.Kind == FeedKind.Entry);
        Assert.True(stream.IsOver);
    }

    [Fact]
    public async Task An_agent_cannot_follow_what_somebody_else_holds()
    {
        _front.Conversation.Holder = "somebody-else";

        var outcome = await _front.Feed.Follow(Some.Agent, Some.Conversation, 0);

        Assert.Equal(Refusal.NotFound, outcome.Refusal);
    }
}
