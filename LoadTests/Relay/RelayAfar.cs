using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Muster.LoadTests.Relay;

/// <summary>The relay in another process: the front of L2 asks it for everything.</summary>
internal sealed class RelayAfar : IRelay
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<RelayAnswer>> _asked = [];
    private readonly ConcurrentDictionary<int, EventOutlet> _watched = [];
    private readonly RelayLink _link;
    private int _calls;

    private RelayAfar(Socket connection) => _link = new RelayLink(connection, Hear);

    public static async Task<RelayAfar> Connect(int port, CancellationToken stop)
    {
        var connection = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await connection.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
        var relay = new RelayAfar(connection);
        _ = relay._link.Run(stop);
        return relay;
    }

    public ValueTask<RelayAnswer> Ask(RelayAsk ask) => new(Send(Interlocked.Increment(ref _calls), ask));

    public async ValueTask<IDisposable?> Watch(RelayAsk ask, EventOutlet outlet)
    {
        var call = Interlocked.Increment(ref _calls);
        _watched[call] = outlet;
        if ((await Send(call, ask)).Status == 200)
            return new Watching(this, call);
        _watched.TryRemove(call, out _);
        return null;
    }

    private Task<RelayAnswer> Send(int call, RelayAsk ask)
    {
        var answer = new TaskCompletionSource<RelayAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[call] = answer;
        _link.Send(call, LinkFrame.Asked, LinkContent.Of(ask));
        return answer.Task;
    }

    private void Hear(RelayLink link, int call, LinkFrame what, ReadOnlySpan<byte> content)
    {
        if (what == LinkFrame.Answered && _asked.TryRemove(call, out var asked))
            asked.SetResult(LinkContent.Answer(content));
        else if (what == LinkFrame.Published && _watched.TryGetValue(call, out var outlet))
            outlet.Append(content, []);
    }

    private sealed class Watching(RelayAfar relay, int call) : IDisposable
    {
        public void Dispose()
        {
            relay._watched.TryRemove(call, out _);
            relay._link.Send(call, LinkFrame.Left, []);
        }
    }
}
