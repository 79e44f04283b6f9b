using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Live;

namespace Muster.Tests.Front.Live;

/// <summary>How a front keeps being told, wherever the grains go.</summary>
public sealed class WatchTests
{
    private readonly LiveFront _front = new();

    [Fact]
    public async Task A_watch_is_renewed_within_every_minute()
    {
        await _front.Follow(Some.Citizen);
        var before = _front.Conversation.Watches;

        _front.Beat(180);

        Assert.InRange(_front.Conversation.Watches - before, 3, 5);
    }

    [Fact]
    public async Task A_grain_that_moved_is_watched_again_at_once()
    {
        var stream = await _front.Follow(Some.Citizen);

        _front.Conversation.Move(isOrderly: true);
        _front.Conversation.Say("from the new place");

        Assert.Equal("from the new place", Assert.Single(await LiveFront.Entries(stream, 1)).Text);
    }

    [Fact]
    public async Task What_a_vanished_silo_held_is_watched_again_within_seconds()
    {
        var stream = await _front.Follow(Some.Citizen);
        _front.Beat(2);
        _front.Conversation.Move(isOrderly: false);
        _front.Conversation.Silo = FakeManagement.Second.ToString();

        _front.Cluster.Management.Live.Remove(FakeManagement.First);
        _front.Beat(2);
        _front.Conversation.Say("from the new place");

        Assert.Equal("from the new place", Assert.Single(await LiveFront.Entries(stream, 1)).Text);
    }

    [Fact]
    public async Task What_another_silo_pushed_through_the_vanished_one_is_found_within_seconds()
    {
        var stream = await _front.Follow(Some.Citizen);
        _front.Beat(2);
        _front.Conversation.IsPushing = false;
        _front.Conversation.Say("on its way when the other silo died");

        _front.Cluster.Management.Live.Remove(FakeManagement.Second);
        _front.Beat(7);

        Assert.Equal("on its way when the other silo died", Assert.Single(await LiveFront.Entries(stream, 1)).Text);
    }

    [Fact]
    public void What_other_silos_held_is_not_asked_all_at_once_when_one_vanishes()
    {
        var held = Enumerable.Range(0, 40).Select(number => new HeldWatch($"riverbend/{number}", FakeManagement.First.ToString())).ToList();
        var renewals = new Renewals(new FeedSettings(), new Jitter(new Random(1)));
        held.ForEach(renewals.Keep);

        renewals.AtOnceAfter(new HashSet<string> { FakeManagement.Second.ToString() });
        var asked = Enumerable.Range(1, 5).Select(second =>
        {
            renewals.Beat(second);
            return held.Count(watch => watch.IsAsked);
        }).ToList();

        Assert.InRange(asked[0], 1, 39);
        Assert.Equal(40, asked[^1]);
    }

    [Fact]
    public async Task A_move_that_is_told_before_the_first_watch_is_answered_is_not_missed()
    {
        _front.Conversation.BeforeNextAnswer = () => _front.Conversation.Move(isOrderly: true);

        var stream = await _front.Follow(Some.Citizen);
        _front.Conversation.Say("from the new place");

        Assert.Equal("from the new place", Assert.Single(await LiveFront.Entries(stream, 1)).Text);
    }

    [Fact]
    public void No_more_watches_are_renewed_at_once_than_the_pace_allows()
    {
        var held = Enumerable.Range(0, 40).Select(number => new HeldWatch($"riverbend/{number}")).ToList();
        var renewals = new Renewals(new FeedSettings { RenewalsAtOnce = 4 }, new Jitter(new Random(1)));
        held.ForEach(renewals.KeepFromNextBeat);

        renewals.Beat(1);

        Assert.Equal(4, held.Count(watch => watch.IsAsked));
        held.ForEach(watch => watch.Answer());
        Assert.All(held, watch => Assert.True(watch.IsAsked));
    }

    [Fact]
    public async Task A_conversation_nobody_follows_is_let_go()
    {
        var stream = await _front.Follow(Some.Citizen);

        stream.Dispose();
        _front.Beat(6);

        Assert.Null(_front.Feed.Known(Some.Conversation));
        Assert.DoesNotContain(_front.Feed.Renewals.Watching, key => key == Some.Conversation);
    }

    [Fact]
    public async Task The_conversation_is_told_when_its_citizen_comes_and_when_they_stay_away()
    {
        var (one, two) = (await _front.Follow(Some.Citizen), await _front.Follow(Some.Citizen));
        one.Dispose();
        _front.Beat(10);
        Assert.Equal([true], _front.Conversation.Connections);

        two.Dispose();
        _front.Beat(6);

        Assert.Equal([true, false], _front.Conversation.Connections);
    }

    [Fact]
    public async Task A_citizen_who_reconnects_quickly_was_never_away()
    {
        var stream = await _front.Follow(Some.Citizen);
        stream.Dispose();
        _front.Beat(3);

        await _front.Follow(Some.Citizen);
        _front.Beat(30);

        Assert.Equal([true], _front.Conversation.Connections);
    }

    [Fact]
    public async Task A_new_activation_is_told_that_the_citizen_is_there()
    {
        await _front.Follow(Some.Citizen);

        _front.Conversation.Move(isOrderly: true);

        Assert.Equal([true, true], _front.Conversation.Connections);
    }

    [Fact]
    public async Task Who_types_is_told_to_the_other_side_alone()
    {
        _front.Conversation.Holder = Some.StaffId;
        var (citizen, agent) = (await _front.Follow(Some.Citizen), await _front.Follow(Some.Agent));
        LiveFront.Now(citizen);
        LiveFront.Now(agent);

        _front.Conversation.Signal(new Signal(Signal.Typing, Role.Citizen, null, null, Some.Moment));

        Assert.DoesNotContain(LiveFront.Now(citizen), item => item.Kind == FeedKind.Signal);
        Assert.Single(LiveFront.Now(agent), item => item.Kind == FeedKind.Signal);
    }

    [Fact]
    public async Task That_a_citizen_waits_for_a_reply_is_told_to_its_agent_and_not_to_the_citizen()
    {
        _front.Conversation.Holder = Some.StaffId;
        var (citizen, agent) = (await _front.Follow(Some.Citizen), await _front.Follow(Some.Agent));
        LiveFront.Now(citizen);
        LiveFront.Now(agent);

        _front.Conversation.Signal(new Signal(Signal.NoReply, Role.System, null, null, Some.Moment) { Since = Some.Moment });

        Assert.DoesNotContain(LiveFront.Now(citizen), item => item.Kind == FeedKind.Signal);
        Assert.Single(LiveFront.Now(agent), item => item.Kind == FeedKind.Signal);
    }

    [Fact]
    public async Task Whoever_comes_later_is_told_that_the_citizen_is_away_but_not_who_typed()
    {
        _front.Conversation.Holder = Some.StaffId;
        await _front.Follow(Some.Citizen);
        _front.Conversation.Signal(new Signal(Signal.Presence, Role.Citizen, null, null, Some.Moment) { IsConnected = true });
        _front.Conversation.Signal(new Signal(Signal.Typing, Role.Citizen, null, null, Some.Moment));

        var agent = await _front.Follow(Some.Agent);

        var told = LiveFront.Now(agent).Where(item => item.Kind == FeedKind.Signal);
        Assert.Equal([Signal.Presence], told.Select(item => item.Signal.Kind));
    }

    private sealed class HeldWatch : Watched
    {
        private readonly TaskCompletionSource _answer = new();

        public HeldWatch(string key, string? silo = null) : base(key) => Silo = silo;

        public bool IsAsked { get; private set; }

        public override Task Renew()
        {
            IsAsked = true;
            return _answer.Task;
        }

        public void Answer() => _answer.TrySetResult();
    }
}
