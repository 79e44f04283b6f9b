using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Muster.LoadTests.Wire;

/// <summary>
/// The one thread on which all citizens and agents live: it waits for sockets and for moments, and runs whoever waited for them.
/// Nothing on it needs a lock.
/// </summary>
internal sealed class EventLoop(TimeProvider clock) : SynchronizationContext, IDisposable
{
    /// <summary>How late a task that another thread finished (a process that started, say) may be noticed.</summary>
    private static readonly long LongestNap = TimeSpan.FromMilliseconds(20).Ticks * 100;

    private readonly Epoll _epoll = new();
    private readonly List<SocketPeer?> _peers = [];
    private readonly Stack<int> _freeTags = [];
    private readonly PriorityQueue<Signal<bool>, long> _moments = new();
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();

    /// <summary>Where everything that arrives is read into; what is not complete yet is copied away by its reader.</summary>
    public byte[] Inbox { get; } = new byte[256 * 1024];

    /// <summary>Where requests are composed; what the socket does not take at once is copied away.</summary>
    public byte[] Outbox { get; } = new byte[64 * 1024];

    /// <summary>When the batch of sockets that is being served became ready: nanoseconds.</summary>
    public long ReadyAt { get; private set; }

    /// <summary>Nanoseconds of a clock that only runs forward.</summary>
    public long Now => clock.GetTimestamp();

    public DateTimeOffset WallClock => clock.GetUtcNow();

    /// <summary>Tells the story on a thread of its own.</summary>
    public static Task OnOneThread(TimeProvider clock, Func<EventLoop, Task> story)
    {
        var told = new TaskCompletionSource();
        new Thread(Live) { Name = "everyone", IsBackground = true }.Start();
        return told.Task;

        void Live()
        {
            using var loop = new EventLoop(clock);
            try
            {
                loop.Run(() => story(loop));
                told.SetResult();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                told.SetException(failure); // goes on in whoever awaits the story
            }
        }
    }

    /// <summary>Runs the story on this thread until it ends; whatever it awaits goes on here.</summary>
    public void Run(Func<Task> story)
    {
        if (clock.TimestampFrequency != 1_000_000_000)
            throw new PlatformNotSupportedException("The load generator counts in nanoseconds, as Linux does.");

        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            var told = story();
            while (!told.IsCompleted)
                Turn();
            if (told.Exception is { } failure)
                ExceptionDispatchInfo.Throw(failure.InnerExceptions[0]);
            if (told.IsCanceled)
                throw new OperationCanceledException();
        }
        finally
        {
            SetSynchronizationContext(outside);
        }
    }

    /// <summary>Waits until the clock shows that many nanoseconds.</summary>
    public ValueTask<bool> Until(long moment)
    {
        var signal = new Signal<bool>();
        _moments.Enqueue(signal, moment);
        return signal.Wait();
    }

    public ValueTask<bool> Pause(TimeSpan duration) => Until(Now + (duration.Ticks * 100));

    /// <summary>Lets it run by itself; should it fail, the whole story fails.</summary>
    public static void Detach(ValueTask errand)
    {
        async void Observe() => await errand;

        Observe();
    }

    /// <summary>Ends every connection that has been expecting something for too long.</summary>
    public void GiveUpOnTheSilent()
    {
        for (var tag = 0; tag < _peers.Count; tag++) // those that end may open others
            _peers[tag]?.GiveUpIfSilent();
    }

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    public void Dispose() => _epoll.Dispose();

    internal int Join(SocketPeer peer, nint socket)
    {
        if (!_freeTags.TryPop(out var tag))
        {
            tag = _peers.Count;
            _peers.Add(null);
        }

        _peers[tag] = peer;
        _epoll.Watch(socket, tag, Epoll.Readable);
        return tag;
    }

    internal void Expect(nint socket, int tag, bool room) =>
        _epoll.Change(socket, tag, room ? Epoll.Readable | Epoll.Writable : Epoll.Readable);

    internal void Leave(int tag)
    {
        _peers[tag] = null;
        _freeTags.Push(tag);
    }

    private void Turn()
    {
        while (_posted.TryDequeue(out var posted))
            posted.Callback(posted.State);
        while (_moments.TryPeek(out var signal, out var moment) && moment <= Now)
        {
            _moments.Dequeue();
            signal.Give(true);
        }

        var nap = _posted.IsEmpty ? LongestNap : 0;
        if (_moments.TryPeek(out _, out var next))
            nap = Math.Clamp(next - Now, 0, nap);
        var count = _epoll.Wait(nap);
        ReadyAt = Now;
        for (var i = 0; i < count; i++)
        {
            var (tag, events) = _epoll.Ready(i);
            _peers[tag]?.OnReady(events);
        }
    }
}
