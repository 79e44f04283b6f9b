using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Muster.LoadTests.Relay;

/// <summary>The half of L2 that keeps the conversations, as its front reaches it.</summary>
internal sealed class RelayHost(RelayService service)
{
    private readonly ConcurrentDictionary<(RelayLink, int), IDisposable> _watches = [];

    /// <param name="port">on loopback</param>
    /// <param name="stop">ends it</param>
    public async Task Serve(int port, CancellationToken stop)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        try
        {
            while (true)
                _ = new RelayLink(await listener.AcceptAsync(stop), Hear).Run(stop);
        }
        catch (OperationCanceledException)
        {
            // asked to stop
        }
    }

    private void Hear(RelayLink link, int call, LinkFrame what, ReadOnlySpan<byte> content)
    {
        if (what == LinkFrame.Asked)
            _ = Answer(link, call, LinkContent.Ask(content));
        else if (_watches.TryRemove((link, call), out var watch))
            watch.Dispose();
    }

    private async Task Answer(RelayLink link, int call, RelayAsk ask)
    {
        RelayAnswer answer;
        if (ask.Verb is RelayVerb.Watch or RelayVerb.WatchConsole)
        {
            var watch = await service.Watch(ask, new LinkedOutlet(link, call));
            if (watch is not null)
                _watches[(link, call)] = watch;
            answer = RelayAnswer.Empty(watch is null ? 404 : 200);
        }
        else
        {
            answer = await service.Ask(ask);
        }

        link.Send(call, LinkFrame.Answered, LinkContent.Of(answer));
    }

    /// <summary>A stream whose reader is at the other process.</summary>
    private sealed class LinkedOutlet(RelayLink link, int call) : EventOutlet
    {
        public override void Publish(ReadOnlySpan<byte> id, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> start, ReadOnlySpan<byte> body)
        {
            var length = EventText.LengthOf(id, kind, start, body);
            var text = length <= 1024 ? stackalloc byte[length] : new byte[length];
            EventText.Write(text, id, kind, start, body);
            link.Send(call, LinkFrame.Published, text);
        }
    }
}
