using Muster.Conversations;
using Muster.Queues;
using Muster.WebFront.Live;

namespace Muster.Tests.Front.Live;

/// <summary>Notices to a whole line on the streams of those who wait in it (N13).</summary>
public sealed class NoticeStreamTests
{
    private static readonly LineNotice Notice = new("n-1", "The boat ramp is closed.", "https://www.example.org/ramp", Some.Moment, Some.Moment.AddMinutes(30));

    private readonly LiveFront _front = new();

    [Fact]
    public async Task Whoever_waits_is_told_once_and_told_when_it_is_taken_back()
    {
        var stream = await _front.Follow(Some.Citizen);
        _front.Beat(1);
        Assert.Empty(Notices(stream));

        _front.Queue.Tell(Notice);
        _front.Beat(1);
        Assert.Equal([Notice], Notices(stream));
        _front.Queue.Line(new(99, 0), new(100, 1));
        _front.Beat(40);
        Assert.Empty(Notices(stream));
        _front.Queue.Tell(null);
        _front.Beat(1);

        Assert.Equal([null], Notices(stream));
    }

    [Fact]
    public async Task Far_back_in_the_line_it_is_told_at_once_too()
    {
        _front.Conversation.Ticket = 100_000;
        var stream = await _front.Follow(Some.Citizen);
        _front.Queue.Line(new(1, 0), new(100_000, 1_000));
        _front.Beat(1);
        LiveFront.Now(stream);

        _front.Queue.Tell(Notice);
        _front.Beat(1);

        Assert.Equal([Notice], Notices(stream));
    }

    [Fact]
    public async Task Another_one_takes_its_place()
    {
        var (stream, newer) = (await _front.Follow(Some.Citizen), Notice with { Id = "n-2", Text = "It is open again." });
        _front.Queue.Tell(Notice);
        _front.Beat(1);
        Assert.Equal([Notice], Notices(stream));

        _front.Queue.Tell(newer);
        _front.Beat(1);

        Assert.Equal([newer], Notices(stream));
    }

    [Fact]
    public async Task Whoever_comes_while_it_stands_is_told_it()
    {
        var first = await _front.Follow(Some.Citizen);
        _front.Queue.Tell(Notice);
        _front.Beat(1);
        LiveFront.Now(first);

        var second = await _front.Follow(Some.Citizen);
        _front.Beat(1);

        Assert.Equal([Notice], Notices(second));
        Assert.Empty(Notices(first));
    }

    [Fact]
    public async Task Nobody_is_told_who_does_not_wait()
    {
        var supervisor = await _front.Follow(Some.Supervisor(Some.Queue));
        _front.Conversation.Status = ConversationStatus.Active;
        var citizen = await _front.Follow(Some.Citizen);

        _front.Queue.Tell(Notice);
        _front.Beat(20);

        Assert.Empty(Notices(citizen));
        Assert.Empty(Notices(supervisor));
    }

    private static List<LineNotice?> Notices(Follower stream) =>
        [.. LiveFront.Now(stream).Where(item => item.Kind == FeedKind.Notice).Select(item => item.Notice)];
}
