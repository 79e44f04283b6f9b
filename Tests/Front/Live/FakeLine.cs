using Muster.Identity;
using Muster.Queues;

namespace Muster.Tests.Front.Live;

/// <summary>A line that is as the test says.</summary>
public sealed class FakeLine(string key) : IQueueGrain
{
    private IQueueWatcher? _watcher;
    private LineSnapshot _line = new(key, 0, Some.Moment, 0, null, [], 1);

    public int Watches { get; private set; }

    /// <summary>So many wait, with tickets 1, 2, 3 ...</summary>
    public void Line(params ReadOnlySpan<LinePoint> points) => LineWith(null, points);

    /// <summary>Closing time.</summary>
    public void Close()
    {
        _line = _line with { Version = _line.Version + 1, IsClosed = true };
        _watcher?.OnLine(_line);
    }

    public void LineWith(Outlook? outlook, params ReadOnlySpan<LinePoint> points)
    {
        _line = _line with
        {
            Version = _line.Version + 1,
            At = _line.At.AddSeconds(1),
            Waiting = points.Length == 0 ? 0 : points[^1].Ahead + 1,
            Points = [.. points],
            Outlook = outlook,
        };
        _watcher?.OnLine(_line);
    }

    /// <summary>What everybody in it is told from now on; null for nothing.</summary>
    public void Tell(LineNotice? notice)
    {
        _line = _line with { Version = _line.Version + 1, Notice = notice };
        _watcher?.OnLine(_line);
    }

    public Task<Outcome<NoticeStanding>> SendNotice(Caller caller, SendNotice command) => throw new NotSupportedException();

    public Task<Outcome<NoticeStanding>> WithdrawNotice(Caller caller, string id) => throw new NotSupportedException();

    public Task<Outcome<NoticeStanding>> LookAtNotice(Caller caller) => throw new NotSupportedException();

    public Task<LineNotice?> Notice() => throw new NotSupportedException();

    public Task<Outcome<OpenConversations>> Open(Caller caller) => throw new NotSupportedException();

    public Task<LineSnapshot> Watch(IQueueWatcher watcher)
    {
        Watches++;
        _watcher = watcher;
        return Task.FromResult(_line);
    }

    public Task<long> Join(JoinLine command) => throw new NotSupportedException();

    public Task Leave(LeaveLine command) => throw new NotSupportedException();

    public Task Mark(MarkInLine command) => throw new NotSupportedException();

    public Task Ready(AgentAvailability availability) => throw new NotSupportedException();

    public Task Offered(OfferEnded ended) => throw new NotSupportedException();

    public Task Wake() => throw new NotSupportedException();

    public Task<Outcome<QueueBoard>> Board(Caller caller) => throw new NotSupportedException();
}
