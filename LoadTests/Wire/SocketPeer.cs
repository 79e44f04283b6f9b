using System.Net;
using System.Net.Sockets;

namespace Muster.LoadTests.Wire;

/// <summary>One TCP connection of the loop: writes what it can at once, keeps the rest until there is room.</summary>
internal abstract class SocketPeer : IDisposable
{
    private readonly EventLoop _loop;
    private readonly Socket _socket;
    private readonly nint _file;
    private readonly int _tag;
    private byte[] _unsent = [];
    private bool _closed;

    /// <exception cref="ConnectionLostException">nobody listens there</exception>
    protected SocketPeer(EventLoop loop, EndPoint server)
    {
        _loop = loop;
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            _socket.Connect(server);
        }
        catch (SocketException refused)
        {
            _socket.Dispose();
            throw new ConnectionLostException("Nobody answers at " + server, refused);
        }

        _socket.Blocking = false;
        _file = _socket.Handle;
        _tag = loop.Join(this, _file);
        HeardAt = loop.Now;
    }

    protected EventLoop Loop => _loop;

    protected bool IsClosed => _closed;

    /// <summary>Whether it waits for something that should have come.</summary>
    protected virtual bool IsExpecting => true;

    /// <summary>How long what is expected may take to come.</summary>
    protected abstract TimeSpan Patience { get; }

    /// <summary>When it last heard something, or began to expect something: nanoseconds.</summary>
    protected long HeardAt { get; set; }

    public void Dispose() => End("closed here");

    /// <summary>A peer that is silent for so long is frozen or cut off, whatever its connection says.</summary>
    internal void GiveUpIfSilent()
    {
        if (IsExpecting && _loop.Now - HeardAt > Patience.Ticks * 100)
            End("nothing was heard for too long");
    }

    internal void OnReady(uint events)
    {
        if ((events & Epoll.Writable) != 0)
            WriteRest();
        if ((events & ~Epoll.Writable) != 0 && !_closed)
            Read();
    }

    protected abstract void Received(ReadOnlySpan<byte> bytes);

    protected abstract void Lost(ConnectionLostException reason);

    protected void Write(ReadOnlySpan<byte> bytes)
    {
        if (_unsent.Length > 0)
        {
            _unsent = [.. _unsent, .. bytes];
            return;
        }

        var sent = _socket.Send(bytes, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
            End("sending failed: " + error);
        else if (Math.Max(sent, 0) < bytes.Length)
            Keep(bytes[Math.Max(sent, 0)..]);
    }

    protected void End(string reason)
    {
        if (_closed)
            return;
        _closed = true;
        _loop.Leave(_tag);
        _socket.Dispose();
        Lost(new ConnectionLostException(reason));
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        _unsent = rest.ToArray();
        _loop.Expect(_file, _tag, room: true);
    }

    private void WriteRest()
    {
        var rest = _unsent;
        _unsent = [];
        Write(rest);
        if (_unsent.Length == 0 && !_closed)
            _loop.Expect(_file, _tag, room: false);
    }

    private void Read()
    {
        var count = _socket.Receive(_loop.Inbox, SocketFlags.None, out var error);
        HeardAt = _loop.ReadyAt;
        if (error == SocketError.Success && count > 0)
            Received(_loop.Inbox.AsSpan(0, count));
        else if (error != SocketError.WouldBlock)
            End(error == SocketError.Success ? "the server closed" : error.ToString());
    }
}
