using System.Net;
using System.Text;

namespace Muster.LoadTests.Wire;

/// <summary>An event stream: one request, and then whatever the server has to tell.</summary>
internal sealed class StreamConnection : SocketPeer
{
    private readonly Signal<bool> _opened = new();
    private readonly Signal<ConnectionLostException> _ended = new();
    private readonly ChunkedDecoder _chunks;
    private byte[] _cutHead = [];
    private bool _isOpen;

    public StreamConnection(EventLoop loop, EndPoint server, ReadOnlySpan<byte> request, IServerEventListener listener)
        : base(loop, server)
    {
        _chunks = new ChunkedDecoder(new ServerEventReader(listener));
        Write(request);
    }

    /// <summary>A heartbeat comes every 15 s.</summary>
    protected override TimeSpan Patience => TimeSpan.FromSeconds(20);

    /// <summary>Why there will never be such a stream; null where it is worth trying again.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Completes when the head has come; fails when there is no stream. To be awaited once.</summary>
    public ValueTask<bool> Opened() => _opened.Wait();

    /// <summary>Completes when the stream is over, whoever ended it. To be awaited once.</summary>
    public ValueTask<ConnectionLostException> Ended() => _ended.Wait();

    protected override void Received(ReadOnlySpan<byte> bytes)
    {
        if (!_isOpen && !TryOpen(ref bytes))
            return;
        _chunks.Feed(bytes);
    }

    protected override void Lost(ConnectionLostException reason)
    {
        if (!_isOpen)
            _opened.Fail(reason);
        _ended.Give(reason);
    }

    private bool TryOpen(ref ReadOnlySpan<byte> bytes)
    {
        bytes = (byte[])[.. _cutHead, .. bytes];
        _cutHead = bytes.ToArray();
        if (!ResponseHead.TryRead(bytes, out var head))
            return false;
        if (head.Status != 200)
        {
            Refusal = head.Status is 429 or 503 ? null : Encoding.UTF8.GetString(bytes);
            End("the stream was refused");
            return false;
        }

        _cutHead = [];
        _isOpen = true;
        bytes = bytes[head.Length..];
        _opened.Give(true);
        return true;
    }
}
