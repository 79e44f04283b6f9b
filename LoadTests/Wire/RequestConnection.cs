using System.Net;

namespace Muster.LoadTests.Wire;

/// <summary>A keep-alive connection with one request under way at a time.</summary>
internal sealed class RequestConnection(EventLoop loop, EndPoint server) : SocketPeer(loop, server)
{
    private readonly Signal<Answer> _answer = new();
    private byte[] _cutAnswer = [];
    private bool _waiting;

    public bool IsUsable => !IsClosed && !_waiting;

    protected override bool IsExpecting => _waiting;

    /// <summary>As long as a person looks at a page that says it is sending; a front gives its own calls less.</summary>
    protected override TimeSpan Patience => TimeSpan.FromSeconds(15);

    /// <exception cref="ConnectionLostException">the outcome is unknown: send it again with the same id</exception>
    public ValueTask<Answer> Send(ReadOnlySpan<byte> request)
    {
        if (IsClosed)
            throw new ConnectionLostException("closed while idle");
        _waiting = true;
        HeardAt = Loop.Now;
        var answer = _answer.Wait();
        Write(request);
        return answer;
    }

    protected override void Received(ReadOnlySpan<byte> bytes)
    {
        var (buffer, count) = (Loop.Inbox, bytes.Length);
        if (_cutAnswer.Length > 0)
        {
            buffer = [.. _cutAnswer, .. bytes];
            count = buffer.Length;
        }

        if (!Answer.TryRead(buffer, count, out var answer))
        {
            _cutAnswer = buffer.AsSpan(0, count).ToArray();
            return;
        }

        _cutAnswer = [];
        _waiting = false;
        _answer.Give(answer);
    }

    protected override void Lost(ConnectionLostException reason)
    {
        if (!_waiting)
            return;
        _waiting = false;
        _answer.Fail(reason);
    }
}
