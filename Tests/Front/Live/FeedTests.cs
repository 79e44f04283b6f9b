using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Live;

namespace Muster.Tests.Front.Live;

public sealed class FeedTests
{
    private readonly LiveFront _front = new();

    [Fact]
    public async Task A_stream_begins_with_a_heartbeat_that_names_the_newest_entry()
    {
        _front.Conversation.Say("one");
        _front.Conversation.Say("two");

        var stream = await _front.Follow(Some.Citizen);

        var first = LiveFront.Now(stream)[0];
        Assert.Equal((FeedKind.Heartbeat, 2), (first.Kind, first.Seq));
    }

    [Fact]
    public async Task A_new_stream_gets_everything_from_the_first_entry_and_then_what_happens()
    {
        _front.Conversation.Say("before");
        var stream = await _front.Follow(Some.Citizen);

        _front.Conversation.Say("after");

        Assert.Equal(["before", "after"], Texts(await LiveFront.Entries(stream, 2)));
    }

    [Fact]
    public async Task A_stream_goes_on_after_the_entry_it_names()
    {
        foreach (var text in (string[])["one", "two", "three"])
            _front.Conversation.Say(text);

        var stream = await _front.Follow(Some.Citizen, after: 2);

        Assert.Equal(["three"], Texts(await LiveFront.Entries(stream, 1)));
    }

    [Fact]
    public async Task A_lost_push_is_read_as_soon_as_the_next_one_shows_the_gap()
    {
        var stream = await _front.Follow(Some.Citizen);
        _front.Conversation.IsPushing = false;
        _front.Conversation.Say("lost");
        _front.Conversation.IsPushing = true;

        _front.Conversation.Say("arrived");

        Assert.Equal(["lost", "arrived"], Texts(await LiveFront.Entries(stream, 2)));
    }

    [Fact]
    public async Task A_lost_push_that_nothing_follows_is_found_within_a_minute()
    {
        var stream = await _front.Follow(Some.Citizen);
        LiveFront.Now(stream);
        _front.Conversation.IsPushing = false;
        _front.Conversation.Say("lost");

        _front.Beat(60);

        Assert.Equal(["lost"], Texts(await LiveFront.Entries(stream, 1)));
    }

    [Fact]
    public async Task A_lost_push_whose_acknowledgement_passed_here_is_found_within_two_seconds()
    {
        var stream = await _front.Follow(Some.Citizen);
        _front.Conversation.IsPushing = false;
        var lost = _front.Conversation.Say("lost");

        _front.Feed.Acknowledged(Some.Conversation, lost.Seq);
        _front.Beat(2);

        Assert.Equal(["lost"], Texts(await LiveFront.Entries(stream, 1)));
    }

    [Fact]
    public async Task Pushes_in_the_wrong_order_and_twice_are_told_in_order_and_once()
    {
        var stream = await _front.Follow(Some.Citizen);
        _front.Conversation.IsPushing = false;
        var (one, two, three) = (_front.Conversation.Say("one"), _front.Conversation.Say("two"), _front.Conversation.Say("three"));

        _front.Conversation.Push(two);
        _front.Conversation.Push(one);
        _front.Conversation.Push(two, three);
        _front.Conversation.Push(one, two, three);

        Assert.Equal([1, 2, 3], (await LiveFront.Entries(stream, 3)).Select(entry => entry.Seq));
        Assert.DoesNotContain(LiveFront.Now(stream), item => item.Kind == FeedKind.Entry);
    }

    [Fact]
    public async Task A_slow_reader_gets_everything_in_order_and_little_of_it_is_kept_for_it()
    {
        var settings = new FeedSettings { RecentEntries = 8, PageSize = 50 };
        var front = new LiveFront(settings);
        var slow = await front.Follow(Some.Citizen);
        LiveFront.Now(slow);

        for (var number = 1; number <= 1_000; number++)
            front.Conversation.Say($"{number}");

        Assert.Equal(Enumerable.Range(1, 1_000), (await LiveFront.Entries(slow, 1_000)).Select(entry => entry.Seq));
        Assert.True(front.Conversation.MostRead <= settings.PageSize);
    }

    [Fact]
    public async Task Readers_at_different_paces_do_not_disturb_each_other()
    {
        _front.Conversation.Holder = Some.StaffId;
        var (quick, slow) = (await _front.Follow(Some.Citizen), await _front.Follow(Some.Agent));

        for (var number = 1; number <= 200; number++)
        {
            _front.Conversation.Say($"{number}");
            Assert.Equal([number], (await LiveFront.Entries(quick, 1)).Select(entry => entry.Seq));
        }

        Assert.Equal(Enumerable.Range(1, 200), (await LiveFront.Entries(slow, 200)).Select(entry => entry.Seq));
    }

    [Fact]
    public async Task A_citizens_stream_leaves_out_what_is_for_staff_whether_pushed_or_read()
    {
        _front.Conversation.Say("read note", Role.Agent, isStaffOnly: true);
        _front.Conversation.Say("read");
        var stream = await _front.Follow(Some.Citizen);
        var read = await LiveFront.Entries(stream, 1);

        _front.Conversation.Say("pushed note", Role.Agent, isStaffOnly: true);
        _front.Conversation.Say("pushed");

        Assert.Equal(["read", "pushed"], Texts([.. read, .. await LiveFront.Entries(stream, 1)]));
    }

    [Fact]
    public async Task Somebody_elses_conversation_cannot_be_followed()
    {
        var stranger = Caller.Citizen(Some.Agency, Some.Other);

        var outcome = await _front.Feed.Follow(stranger, Some.Conversation, 0);

        Assert.Equal(Refusal.NotFound, outcome.Refusal);
    }

    [Fact]
    public async Task A_supervisors_stream_ends_when_the_conversation_leaves_their_areas()
    {
        var stream = await _front.Follow(Some.Supervisor(Some.Queue));
        LiveFront.Now(stream);

        _front.Conversation.Record(_front.Conversation.Entry(EntryKind.Waiting) with { Queue = "elsewhere", Ticket = 7 });
        _front.Conversation.Say("not theirs to see");

        Assert.DoesNotContain(LiveFront.Now(stream), item => item.Kind == FeedKind.Entry && item.Entry.Text is not null);
    }

    [Fact]
    public async Task Everybody_goes_on_while_a_grain_cannot_be_asked()
    {
        var stream = await _front.Follow(Some.Citizen);
        LiveFront.Now(stream);
        _front.Conversation.IsUnavailable = true;
        _front.Conversation.IsPushing = false;
        _front.Conversation.Say("meanwhile");
        _front.Beat(60);

        _front.Conversation.IsUnavailable = false;
        _front.Beat(20);

        Assert.Equal(["meanwhile"], Texts(await LiveFront.Entries(stream, 1)));
    }

    [Fact]
    public async Task Every_stream_gets_a_heartbeat_every_fifteen_seconds()
    {
        var stream = await _front.Follow(Some.Citizen);
        LiveFront.Now(stream);

        for (var round = 0; round < 4; round++)
        {
            _front.Beat(15);
            Assert.Single(LiveFront.Now(stream), item => item.Kind == FeedKind.Heartbeat);
        }
    }

    [Fact]
    public async Task A_stopped_front_ends_its_streams()
    {
        using var stop = new CancellationTokenSource();
        var running = _front.Feed.Run(stop.Token);
        var stream = await _front.Follow(Some.Citizen);
        LiveFront.Now(stream);

        await stop.CancelAsync();
        await running;

        Assert.Empty(await stream.Next());
        Assert.True(stream.IsOver);
    }

    [Fact]
    public async Task A_front_that_drains_lets_its_readers_go_in_parts()
    {
        var streams = new List<Follower>();
        for (var reader = 0; reader < 100; reader++)
            streams.Add(await _front.Follow(Some.Citizen));

        var drained = _front.Feed.Drain(TimeSpan.FromSeconds(4), CancellationToken.None);
        var gone = new List<int>();
        while (!drained.IsCompleted)
        {
            gone.Add(streams.Count(stream => stream.ComeBackAfter is not null));
            _front.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await drained;
        Assert.Equal([25, 50, 75], gone);
        Assert.All(streams, stream => Assert.InRange(stream.ComeBackAfter!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        Assert.True(streams.Select(stream => stream.ComeBackAfter).Distinct().Count() > 50);
    }

    [Fact]
    public async Task Readers_let_go_together_come_back_no_faster_than_a_front_takes_them()
    {
        var front = new LiveFront(new FeedSettings { ComeBacksPerSecond = 10 });
        var streams = new List<Follower>();
        for (var reader = 0; reader < 100; reader++)
            streams.Add(await front.Follow(Some.Citizen));

        await front.Feed.Drain(TimeSpan.Zero, CancellationToken.None);

        Assert.All(streams, stream => Assert.InRange(stream.ComeBackAfter!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(10)));
        Assert.Contains(streams, stream => stream.ComeBackAfter > TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Who_comes_to_a_drained_front_is_sent_on()
    {
        await _front.Feed.Drain(TimeSpan.Zero, CancellationToken.None);

        var stream = await _front.Follow(Some.Citizen);

        LiveFront.Now(stream);
        Assert.True(stream.IsOver);
        Assert.NotNull(stream.ComeBackAfter);
    }

    private static IEnumerable<string?> Texts(IEnumerable<Entry> entries) => entries.Select(entry => entry.Text);
}
