using Muster.LoadTests.Measures;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Clients;

/// <summary>One participant's connections for requests: kept alive, one request at a time on each, at most as many as a browser opens.</summary>
internal sealed class Line(EventLoop loop, Doors doors) : IDisposable
{
    /// <summary>Longer than any restart of a server under test takes.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PauseAfterLoss = TimeSpan.FromMilliseconds(100);

    private const int MostConnections = 6;

    private readonly Stack<RequestConnection>[] _idle = [.. Enumerable.Range(0, doors.Count).Select(_ => new Stack<RequestConnection>())];
    private readonly Queue<Signal<bool>> _waiting = [];
    private int _busy;

    /// <summary>Sends until there is an answer: what was lost on the way or refused for now is sent again, the same, by another front.</summary>
    /// <exception cref="ConnectionLostException">no answer for a minute</exception>
    public async ValueTask<Answer> Insist(RequestHead head, ReadOnlyMemory<byte> body, Tally tally)
    {
        var giveUpAt = loop.Now + (GiveUpAfter.Ticks * 100);
        var door = doors.Any();
        tally.Requests++;
        for (var failures = 0; ; failures++)
        {
            if (failures == 1)
                tally.Failed++;
            else if (failures == 2)
                tally.NotHealed++;
            TimeSpan pause;
            try
            {
                var answer = await Send(head, body, door);
                if (answer.Status is not (429 or 503))
                    return answer;
                tally.Refused++;
                pause = TimeSpan.FromSeconds(Math.Max(1, answer.RetryAfterSeconds));
            }
            catch (ConnectionLostException) when (loop.Now < giveUpAt)
            {
                tally.SentAgain++;
                pause = PauseAfterLoss;
            }

            await loop.Pause(pause);
            door = doors.Any(but: door);
        }
    }

    public ValueTask<Answer> Send(RequestHead head, ReadOnlyMemory<byte> body) => Send(head, body, doors.Any());

    public void Dispose()
    {
        foreach (var connection in _idle.SelectMany(idle => idle))
            connection.Dispose();
    }

    private async ValueTask<Answer> Send(RequestHead head, ReadOnlyMemory<byte> body, int door)
    {
        if (_busy >= MostConnections)
            await Turn();
        _busy++;
        try
        {
            var connection = Take(door);
            var answer = await connection.Send(head.Around(body.Span, loop.Outbox));
            _idle[door].Push(connection);
            return answer;
        }
        finally
        {
            _busy--;
            if (_waiting.TryDequeue(out var next))
                loop.Post(_ => next.Give(true), null);
        }
    }

    private async ValueTask Turn()
    {
        var signal = new Signal<bool>();
        _waiting.Enqueue(signal);
        await signal.Wait();
    }

    private RequestConnection Take(int door)
    {
        while (_idle[door].TryPop(out var connection))
        {
            if (connection.IsUsable)
                return connection;
        }

        return new RequestConnection(loop, doors[door]);
    }
}
