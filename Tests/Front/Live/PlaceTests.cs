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

    private static List<int?> Places(Follower stream) =>
        [.. LiveFront.Now(stream).Where(item => item.Kind == FeedKind.Position).Select(item => item.Place.Ahead)];

    private static LineSnapshot Line(params LinePoint[] points) =>
        new($"{Some.Agency}/general", 1, Some.Moment, points[^1].Ahead + 1, Some.Moment, [.. points], 1);
}
