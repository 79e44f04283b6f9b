namespace Muster.Silo.Storage.Sqlite;

/// <summary>A few threads with a connection each, so that reads wait neither for the writer nor on a grain's thread.</summary>
internal sealed class ReaderPool : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<ReadJob> _jobs = new();
    private readonly Func<Connection> _open;
    private readonly Thread[] _threads;
    private bool _isStopping;

    public ReaderPool(int readers, Func<Connection> open)
    {
        _open = open;
        _threads = [.. Enumerable.Range(1, readers).Select(number => new Thread(Run) { IsBackground = true, Name = $"storage reader {number}" })];
        foreach (var thread in _threads) thread.Start();
    }

    /// <param name="read">Called on a reader's thread.</param>
    /// <param name="failure">Turns a failure of the store into the words of whoever asks.</param>
    public Task<T> Read<T>(Func<ReadSession, T> read, Func<Exception, Exception> failure)
    {
        var job = new ReadJobOf<T>(read, failure);
        lock (_gate)
        {
            if (!_isStopping)
            {
                _jobs.Enqueue(job);
                Monitor.Pulse(_gate);
                return job.Answer;
            }
        }

        job.Fail(new ObjectDisposedException(nameof(ReaderPool)));
        return job.Answer;
    }

    /// <summary>Reads what was asked for, then stops.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads) thread.Join();
    }

    private void Run()
    {
        ReadSession? session = null;
        while (Take() is { } job)
        {
            try
            {
                session ??= new ReadSession(_open());
                job.Run(session);
            }
            catch (SqliteFailure failure)
            {
                session?.Dispose();
                session = null; // the next job tries with a new one
                job.Fail(failure);
            }
            catch (Exception surprise) when (surprise is not OutOfMemoryException)
            {
                job.Fail(surprise); // one reader's, not the process's end
            }
        }

        session?.Dispose();
    }

    private ReadJob? Take()
    {
        lock (_gate)
        {
            while (_jobs.Count == 0 && !_isStopping) Monitor.Wait(_gate);
            return _jobs.TryDequeue(out var job) ? job : null;
        }
    }
}
