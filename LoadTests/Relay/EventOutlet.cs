using System.IO.Pipelines;
using System.Threading.Tasks.Sources;

namespace Muster.LoadTests.Relay;

/// <summary>One open event stream: whoever publishes appends, and one writer at a time carries what has gathered to the network.</summary>
internal class EventOutlet : IValueTaskSource
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _work = new() { RunContinuationsAsynchronously = true };
    private byte[] _pending = new byte[1024];
    private int _length;
    private bool _isAwaited;

    public virtual void Publish(ReadOnlySpan<byte> id, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> start, ReadOnlySpan<byte> body)
    {
        bool wake;
        lock (_gate)
        {
            EventText.Write(Room(EventText.LengthOf(id, kind, start, body)), id, kind, start, body);
            (wake, _isAwaited) = (_isAwaited, false);
        }

        if (wake)
            _work.SetResult(true);
    }

    /// <summary>Bytes as they are: both parts, and nothing of anybody else's between them.</summary>
    public void Append(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        bool wake;
        lock (_gate)
        {
            first.CopyTo(Room(first.Length));
            second.CopyTo(Room(second.Length));
            (wake, _isAwaited) = (_isAwaited, false);
        }

        if (wake)
            _work.SetResult(true);
    }

    /// <summary>Writes what is published until the reader goes.</summary>
    public async Task Pump(PipeWriter network, CancellationToken gone)
    {
        await using var wake = gone.UnsafeRegister(static outlet => ((EventOutlet)outlet!).Wake(), this);
        while (!gone.IsCancellationRequested)
        {
            await Work();
            Drain(network);
            var result = await network.FlushAsync(CancellationToken.None);
            if (result.IsCompleted)
                return;
        }
    }

    void IValueTaskSource.GetResult(short token) => _work.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _work.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _work.OnCompleted(continuation, state, token, flags);

    private ValueTask Work()
    {
        lock (_gate)
        {
            if (_length > 0)
                return ValueTask.CompletedTask;
            _work.Reset();
            _isAwaited = true;
            return new ValueTask(this, _work.Version);
        }
    }

    private void Wake()
    {
        bool wake;
        lock (_gate)
            (wake, _isAwaited) = (_isAwaited, false);
        if (wake)
            _work.SetResult(true);
    }

    private void Drain(PipeWriter network)
    {
        lock (_gate)
        {
            _pending.AsSpan(0, _length).CopyTo(network.GetSpan(Math.Max(_length, 1)));
            network.Advance(_length);
            _length = 0;
        }
    }

    private Span<byte> Room(int length)
    {
        if (_pending.Length < _length + length)
            Array.Resize(ref _pending, Math.Max(_pending.Length * 2, _length + length));
        _length += length;
        return _pending.AsSpan(_length - length, length);
    }
}
