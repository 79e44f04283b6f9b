namespace Muster.LoadTests.Relay;

/// <summary>
/// One writer for all conversations: what waits at the same time shares one append and one fsync. It commits at once when idle and
/// keeps commits a little apart under load, as performance.md advises.
/// </summary>
internal sealed class GroupCommit : IRecorder
{
    private readonly IRelayLog _log;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _spacing;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly Thread _writer;
    private readonly CancellationTokenSource _stop = new();
    private List<PendingRecord> _waiting = [];
    private List<PendingRecord> _group = [];
    private byte[] _bytes = new byte[1 << 20];

    /// <param name="log">the one log</param>
    /// <param name="clock">measures the spacing</param>
    /// <param name="spacing">least time between the beginnings of two commits</param>
    public GroupCommit(IRelayLog log, TimeProvider clock, TimeSpan spacing)
    {
        (_log, _clock, _spacing) = (log, clock, spacing);
        _writer = new Thread(WriteGroups) { IsBackground = true, Name = "group commit" };
        _writer.Start();
    }

    public Task Append(PendingRecord record)
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = _waiting.Count == 0;
            _waiting.Add(record);
        }

        if (isFirst)
            _work.Release();
        return record.Task;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _writer.Join();
        _work.Dispose();
        _stop.Dispose();
    }

    private void WriteGroups()
    {
        var began = _clock.GetTimestamp();
        try
        {
            while (true)
            {
                _work.Wait(_stop.Token);
                var early = _spacing - _clock.GetElapsedTime(began);
                if (early > TimeSpan.Zero)
                    _stop.Token.WaitHandle.WaitOne(early);
                began = _clock.GetTimestamp();
                WriteGroup();
            }
        }
        catch (OperationCanceledException)
        {
            // asked to stop
        }
    }

    private void WriteGroup()
    {
        lock (_gate)
            (_group, _waiting) = (_waiting, _group);

        var position = _log.Length;
        _log.Append(Joined());
        foreach (var record in _group)
        {
            record.Stored(position);
            position += record.Line.Length;
        }

        _group.Clear();
    }

    private Memory<byte> Joined()
    {
        var total = _group.Sum(record => record.Line.Length);
        if (_bytes.Length < total)
            _bytes = new byte[total * 2];
        var length = 0;
        foreach (var record in _group)
        {
            record.Line.CopyTo(_bytes, length);
            length += record.Line.Length;
        }

        return _bytes.AsMemory(0, length);
    }
}
