using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Muster.LoadTests.Servers;

/// <summary>
/// The network in front of a port on loopback, or of several that take turns, which can be made slow or cut. As on a real one nothing is refused and no connection ends by it:
/// what was sent meanwhile arrives late.
/// </summary>
internal sealed class NetworkLink : IDisposable
{
    /// <summary>Of one direction of a connection; whoever sends more has to wait.</summary>
    private const int MostChunksUnderWay = 64;

    private const int LargestChunk = 32 * 1024;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<Caller, bool> _callers = [];
    private readonly CancellationTokenSource _gone = new();
    private readonly IPEndPoint[] _behind;
    private readonly TimeProvider _clock;
    private volatile Cut? _cut;
    private long _delay;
    private uint _turn;

    /// <param name="clock">for delays</param>
    /// <param name="behind">where the process listens; of several, each connection goes to the next</param>
    public NetworkLink(TimeProvider clock, params IReadOnlyList<int> behind)
    {
        (_behind, _clock) = ([.. behind.Select(port => new IPEndPoint(IPAddress.Loopback, port))], clock);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _ = TakeCalls();
    }

    /// <summary>The port that others are told.</summary>
    public int Port { get; }

    /// <summary>Added to every way, there and back.</summary>
    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _delay));
        set => Volatile.Write(ref _delay, value.Ticks);
    }

    /// <summary>From now on nothing gets through, on connections that stand and on new ones.</summary>
    /// <param name="isCut">whose, by the caller's own port</param>
    public void CutFrom(Func<int, bool> isCut) => _cut = new Cut(isCut, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>What was held back arrives.</summary>
    public void Mend()
    {
        var cut = _cut;
        _cut = null;
        cut?.Mended.SetResult();
    }

    public void Dispose()
    {
        if (_gone.IsCancellationRequested)
            return;
        _gone.Cancel();
        _listener.Dispose();
        foreach (var caller in _callers.Keys)
            caller.Socket.Dispose();
    }

    private async Task TakeCalls()
    {
        while (!_gone.IsCancellationRequested)
        {
            try
            {
                var caller = await _listener.AcceptAsync(_gone.Token).ConfigureAwait(false);
                _ = Carry(caller);
            }
            catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Either the link is gone, or that one caller is.
            }
        }
    }

    private async Task Carry(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var caller = new Caller(near, ((IPEndPoint)near.RemoteEndPoint!).Port);
        _callers[caller] = true;
        try
        {
            near.NoDelay = true;
            await Passable(caller).ConfigureAwait(false);
            await far.ConnectAsync(_behind[Interlocked.Increment(ref _turn) % (uint)_behind.Length], _gone.Token).ConfigureAwait(false);
            await Task.WhenAny(Direction(near, far, caller), Direction(far, near, caller)).ConfigureAwait(false);
        }
        catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody listens behind it, or somebody hung up: so it is for the other side.
        }
        finally
        {
            _callers.TryRemove(caller, out _);
            near.Dispose();
        }
    }

    /// <summary>Completes when one side has hung up and the other has all it sent.</summary>
    private async Task Direction(Socket from, Socket to, Caller caller)
    {
        var underWay = Channel.CreateBounded<(byte[] Bytes, long SentAt)>(MostChunksUnderWay);
        var delivery = Deliver(underWay.Reader, to, caller);
        var buffer = new byte[LargestChunk];
        try
        {
            while (await from.ReceiveAsync(buffer, _gone.Token).ConfigureAwait(false) is > 0 and var count)
                await underWay.Writer.WriteAsync((buffer[..count], _clock.GetTimestamp()), _gone.Token).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // Hung up without a goodbye.
        }

        underWay.Writer.Complete();
        await delivery.ConfigureAwait(false);
        await Passable(caller).ConfigureAwait(false); // nor is the end of a connection seen through a cut
    }

    private async Task Deliver(ChannelReader<(byte[] Bytes, long SentAt)> underWay, Socket to, Caller caller)
    {
        await foreach (var (bytes, sentAt) in underWay.ReadAllAsync(_gone.Token).ConfigureAwait(false))
        {
            var left = Delay - _clock.GetElapsedTime(sentAt);
            if (left > TimeSpan.Zero)
                await Task.Delay(left, _clock, _gone.Token).ConfigureAwait(false);
            await Passable(caller).ConfigureAwait(false);
            for (var sent = 0; sent < bytes.Length;)
                sent += await to.SendAsync(bytes.AsMemory(sent), _gone.Token).ConfigureAwait(false);
        }
    }

    private Task Passable(Caller caller) => _cut is { } cut && caller.IsCutBy(cut) ? cut.Mended.Task.WaitAsync(_gone.Token) : Task.CompletedTask;

    private sealed record Cut(Func<int, bool> Of, TaskCompletionSource Mended);

    private sealed class Caller(Socket socket, int port)
    {
        private (Cut Cut, bool IsCut)? _asked;

        public Socket Socket => socket;

        /// <summary>Asked once for each cut: it may take a while to find out.</summary>
        public bool IsCutBy(Cut cut)
        {
            if (_asked?.Cut != cut)
                _asked = (cut, cut.Of(port));
            return _asked.Value.IsCut;
        }
    }
}
