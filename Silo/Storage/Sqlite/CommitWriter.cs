namespace Muster.Silo.Storage.Sqlite;

/// <summary>
/// The one thread that writes. Whatever waits at the same moment, of all conversations and grains, becomes one transaction in the
/// order it came: at once when the store is idle, a little spaced when many wait.
/// </summary>
/// <param name="open">Opens the connection that writes; <c>true</c> when what the log holds has to be read anew in full.</param>
internal sealed class CommitWriter(
    StorageSettings settings,
    Tail tail,
    Func<bool, WriteSession> open,
    StorageHealth health,
    StorageCounters counters,
    ILogger log) : IDisposable
{
    private const int DatabasePageSize = 4_096;

    /// <summary>Database pages in the write-ahead log that are worth moving into the file: 8 MiB.</summary>
    private const int PagesWorthACheckpoint = 2_048;

    private readonly object _gate = new();
    private List<Write> _waiting = [];
    private bool _isIdle;
    private bool _isStopping;
    private Thread? _thread;

    private WriteSession? _session;
    private bool _readAllAnew;
    private bool _wasCrowded;
    private int _pagesInLog;
    private int _checkpointAt = PagesWorthACheckpoint;
    private volatile bool _finishCheckpoint;

    /// <summary>There is something to seal, or to move into the file.</summary>
    public event Action? WorkForTheKeeper;

    public bool WantsCheckpoint => Volatile.Read(ref _pagesInLog) >= _checkpointAt;

    public void Start(WriteSession session)
    {
        _session = session;
        _thread = new Thread(Run) { IsBackground = true, Name = "storage writer" };
        _thread.Start();
    }

    public void Enqueue(Write write)
    {
        lock (_gate)
        {
            if (!_isStopping)
            {
                _waiting.Add(write);
                if (_isIdle) Monitor.Pulse(_gate);
                return;
            }
        }

        write.Fail(new ObjectDisposedException(nameof(CommitWriter)));
    }

    /// <summary>The keeper has moved most of the log; the writer moves what came meanwhile, so that the log can start over.</summary>
    public void FinishCheckpoint() => _finishCheckpoint = true;

    /// <summary>Writes what waits, then stops.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread?.Join();
        _session?.Dispose();
    }

    private void Run()
    {
        for (var group = new List<Write>(); (group = TakeGroup(group)).Count > 0; group.Clear())
        {
            var size = group.Count;
            Commit(group);
            _wasCrowded = size >= settings.CrowdedCommit;
        }
    }

    /// <returns>What waits now, in the order it came; empty at the end.</returns>
    private List<Write> TakeGroup(List<Write> emptied)
    {
        lock (_gate)
        {
            if (_wasCrowded && !_isStopping && settings.CommitSpacing > TimeSpan.Zero) Monitor.Wait(_gate, settings.CommitSpacing);
            _isIdle = true;
            while (_waiting.Count == 0 && !_isStopping) Monitor.Wait(_gate);
            _isIdle = false;
            (var group, _waiting) = (_waiting, emptied);
            return group;
        }
    }

    private void Commit(List<Write> group)
    {
        try
        {
            _session ??= Reopen();
            while (!TryCommit(group))
            {
            }

            tail.Publish(group);
            NoteSuccess(group.Count);
        }
        catch (Exception failure) when (IsOfTheStore(failure))
        {
            GiveUp(group, failure);
            return;
        }

        foreach (var write in group) write.Answer();
        Afterwards();
    }

    /// <returns>False when one write had to be left out and the others have to be run again.</returns>
    private bool TryCommit(List<Write> group)
    {
        var session = _session!;
        Write? running = null;
        try
        {
            session.Begin();
            foreach (var write in group)
            {
                running = write;
                write.Run(session);
            }

            running = null;
            session.Commit();
            return true;
        }
        catch (Exception failure) when (running is not null && failure is not SqliteFailure { ConcernsOneStatement: false })
        {
            session.Rollback();
            foreach (var write in group) write.Undo();
            group.Remove(running);
            running.Fail(failure);
            log.LogError(failure, "One write failed and was left out; the others of its commit go on");
            return false;
        }
    }

    private void NoteSuccess(int writes)
    {
        var pages = _session!.TakePagesWritten();
        Volatile.Write(ref _pagesInLog, _pagesInLog + pages);
        counters.Committed(writes, (long)pages * DatabasePageSize, tail.Length);
        if (health.Wrote()) log.LogWarning("Storage can be written again");
    }

    /// <summary>Nobody can say what of it is on the disk: everyone is told so, after a look at what is really stored.</summary>
    private void GiveUp(List<Write> group, Exception failure)
    {
        if (health.Failed(failure.Message)) log.LogError(failure, "Storage cannot be written; it is tried again");
        _readAllAnew |= group.Exists(write => write is SealWrite);
        _session?.Dispose();
        _session = null; // the next group opens its own: one opened in bad times may have got the file for reading only
        try
        {
            Reopen().Dispose();
        }
        catch (Exception stillFailing) when (IsOfTheStore(stillFailing))
        {
            tail.Lose(stillFailing);
        }

        foreach (var write in group) write.Fail(failure);
        WorkForTheKeeper?.Invoke();
    }

    private WriteSession Reopen()
    {
        var session = open(_readAllAnew);
        _readAllAnew = false;
        return session;
    }

    private static bool IsOfTheStore(Exception failure) => failure is SqliteFailure or IOException or UnauthorizedAccessException;

    private void Afterwards()
    {
        if (_finishCheckpoint)
        {
            _finishCheckpoint = false;
            MoveTheRest();
        }

        if (tail.WantsSealing || WantsCheckpoint) WorkForTheKeeper?.Invoke();
    }

    private void MoveTheRest()
    {
        try
        {
            if (_session!.Checkpoint()) Volatile.Write(ref _pagesInLog, 0);
        }
        catch (SqliteFailure failure)
        {
            log.LogWarning(failure, "The write-ahead log could not be moved into the file; later");
        }

        _checkpointAt = _pagesInLog + PagesWorthACheckpoint;
    }
}
