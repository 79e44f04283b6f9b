using Muster.Conversations;
using Muster.Queues;
using Muster.WebFront.Live;

namespace Muster.Tests.Front.Live;

public sealed class PlaceTests
{
    private readonly LiveFront _front = new();

    [Theory]
    [InlineData(10, 0)]
    [InlineData(20, 1)]
    [InlineData(30, 2)]
    [InlineData(5, 0)]
    public void A_place_in_a_short_line_is_exact(long ticket, int ahead)
    {
        var line = Line(new(10, 0), new(20, 1), new(30, 2));

        Assert.Equal(ahead, Place.Of(line, ticket).Ahead);
    }

    [Fact]
    public void A_place_between_two_known_points_is_never_promised_too_well()
    {
        var line = Line(new(10, 0), new(1_000, 100));

        Assert.Equal(99, Place.Of(line, 500).Ahead);
    }

    [Fact]
    public void A_ticket_that_is_newer_than_the_line_has_no_place_yet()
    {
        Assert.Null(Place.Of(Line(new LinePoint(10, 0)), 11).Ahead);
    }

    [Theory]
    [InlineData(10, 0, 60, 90)]
    [InlineData(20, 1, 90, 150)]
    [InlineData(30, 2, 120, 210)]
    public void A_wait_between_two_known_ones_lies_between_them(long ticket, int ahead, int low, int high)
    {
        var line = Line(new(10, 0), new(20, 1), new(30, 2)) with { Outlook = Told(new(0, 60, 90), new(2, 120, 210)) };

        Assert.Equal(new WaitPoint(ahead, low, high), Place.Of(line, ticket).Wait);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(31)]
    public void Whoever_waits_is_told_that_nobody_comes_any_more(long ticket)
    {
        var line = Line(new(10, 0), new(20, 1), new(30, 2));

        Assert.False(Place.Of(line, ticket).IsClosed);
        Assert.True(Place.Of(line with { IsClosed = true }, ticket).IsClosed);
    }

    [Fact]
    public void Whoever_stands_further_back_than_the_forecast_reaches_is_told_no_wait()
    {
        var line = Line(new(10, 0), new(20, 1), new(30, 2)) with { Outlook = Told(new WaitPoint(0, 60, 90)) };

        Assert.Equal((2, null), (Place.Of(line, 30).Ahead, Place.Of(line, 30).Wait));
    }

    [Fact]
    public async Task Whose_wait_changes_by_a_quarter_is_told_although_the_place_is_the_same()
    {
        _front.Conversation.Ticket = 100_000;
        var stream = await _front.Follow(Some.Citizen);
        Tell(400);
        Assert.Equal([400], Waits());

        Tell(420);
        Assert.Empty(Waits());
        Tell(600);
        Assert.Equal([600], Waits());
        Tell(null);
        Assert.Equal([null], Waits());

        void Tell(int? high)
        {
            _front.Queue.LineWith(high is { } seconds ? Told(new WaitPoint(1_000, 60, seconds)) : null, new(1, 0), new(100_000, 1_000));
            _front.Beat(1);
        }

        List<int?> Waits() => [.. LiveFront.Now(stream).Where(item => item.Kind == FeedKind.Position).Select(item => item.Place.Wait?.High)];
    }

    [Fact]
    public async Task A_place_is_the_citizens_alone_to_know_and_the_line_is_watched_for_them_alone()
    {
        _front.Conversation.Ticket = 100;
        var supervisor = await _front.Follow(Some.Supervisor(Some.Queue));
        Assert.Equal(0, _front.Queue.Watches);
        var citizen = await _front.Follow(Some.Citizen);
        _front.Queue.Line(new(99, 0), new(100, 1));

        _front.Beat(16);

        Assert.Equal([1], Places(citizen).Distinct());
        Assert.Empty(Places(supervisor));
        supervisor.Dispose();
        _front.Queue.Line(new LinePoint(100, 0));
        _front.Beat(1);
        Assert.Equal([0], Places(citizen));
    }

    [Fact]
    public async Task Whoever_waits_far_back_is_told_at_once_that_the_queue_has_closed()
    {
        _front.Conversation.Ticket = 100_000;
        var stream = await _front.Follow(Some.Citizen);
        _front.Queue.Line(new(1, 0), new(100_000, 1_000));
        _front.Beat(1);
        Assert.Equal([false], Closed());

        _front.Queue.Close();
        _front.Beat(1);
        Assert.Equal([true], Closed());
        _front.Queue.Line(new(1, 0), new(100_000, 1_000));
        _front.Beat(1);
        Assert.Empty(Closed());

        List<bool> Closed() => [.. LiveFront.Now(stream).Where(item => item.Kind == FeedKind.Position).Select(item => item.Place.IsClosed)];
    }

    [Fact]
    public async Task A_waiting_citizen_is_told_each_step_near_the_front_and_no_more_than_once_a_second()
    {
        _front.Conversation.Ticket = 100;
        var stream = await _front.Follow(Some.Citizen);
        _front.Queue.Line(new(98, 0), new(99, 1), new(100, 2));
        _front.Beat(1);
        Assert.Equal([2], Places(stream));

        _front.Queue.Line(new(99, 0), new(100, 1));
        _front.Queue.Line(new LinePoint(100, 0));
        _front.Beat(1);

        Assert.Equal([0], Places(stream));
    }

    [Fact]
    public async Task Far_back_in_the_line_small_steps_wait_for_the_heartbeat()
    {
        _front.Conversation.Ticket = 100_000;
        var stream = await _front.Follow(Some.Citizen);
        _front.Queue.Line(new(1, 0), new(100_000, 1_000));
        _front.Beat(1);
        LiveFront.Now(stream);

        _front.Queue.Line(new(2, 0), new(100_000, 999));
        _front.Beat(1);
        var soon = Places(stream);
        _front.Beat(14);

        Assert.True(soon is [] or [999]);
        Assert.Equal([999], soon.Concat(Places(stream)));
    }

    [Fact]
    public async Task Whoever_is_with_an_agent_has_no_place()
    {
        _front.Conversation.Status = ConversationStatus.Active;
        var stream = await _front.Follow(Some.Citizen);

        _front.Queue.Line(new LinePoint(100, 0));
        _front.Beat(15);

        Assert.Empty(Places(stream));
    }

    private static Outlook Told(params WaitPoint[] points) => new(Some.Moment, [.. points], null, WaitTrend.Steady, new ForecastAccuracy(0, 0));

    private static List<int?> Places(Follower stream) =>
        [.. LiveFront.Now(stream).Where(item => item.Kind == FeedKind.Position).Select(item => item.Place.Ahead)];

    private static LineSnapshot Line(params LinePoint[] points) =>
        new($"{Some.Agency}/general", 1, Some.Moment, points[^1].Ahead + 1, Some.Moment, [.. points], 1);
}
