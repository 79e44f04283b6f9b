using Muster.Records;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>
/// Does off the message path what keeps it short: prepares pages of old rows, moves the write-ahead log into the file, and tries a
/// store that failed. A thread of its own, because it waits for the disk.
/// </summary>
internal sealed class Keeper : IDisposable
{
    private readonly object _gate = new();
    private readonly StorageSettings _settings;
    private readonly Tail _tail;
    private readonly CommitWriter _writer;
    private readonly Func<Connection> _open;
    private readonly StorageHealth _health;
    private readonly StorageCounters _counters;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private ITimer? _retry;
    private ITimer? _sealAgain;
    private Connection? _connection;
    private Statement? _rowById;
    private bool _hasWork;
    private volatile bool _isSealing;
    private bool _isStopping;

    public Keeper(
        StorageSettings settings, Tail tail, CommitWriter writer, Func<Connection> open,
        StorageHealth health, StorageCounters counters, TimeProvider clock, ILogger log)
    {
        (_settings, _tail, _writer, _open, _health, _counters, _clock, _log) = (settings, tail, writer, open, health, counters, clock, log);
        _thread = new Thread(Run) { IsBackground = true, Name = "storage keeper" };
        _writer.WorkForTheKeeper += Wake;
        _thread.Start();
    }

    public void Dispose()
    {
        _writer.WorkForTheKeeper -= Wake;
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _retry?.Dispose();
        _sealAgain?.Dispose();
        _connection?.Dispose();
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_hasWork) return;
            _hasWork = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        while (WaitForWork())
        {
            try
            {
                Work();
            }
            catch (SqliteFailure failure)
            {
                _log.LogWarning(failure, "The keeper of the storage could not do its work; later");
                _connection?.Dispose();
                _connection = null;
            }
        }
    }

    private bool WaitForWork()
    {
        lock (_gate)
        {
            while (!_hasWork && !_isStopping) Monitor.Wait(_gate);
            _hasWork = false;
            return !_isStopping;
        }
    }

    private void Work()
    {
        if (!_health.IsReady)
        {
            TryAgainLater();
            return;
        }

        if (_connection is null)
        {
            _connection = _open();
            _rowById = _connection.Prepare("SELECT row, conversation, seq, at, key, sum, body FROM log WHERE row = ?");
        }

        if (!_isSealing && _tail.WantsSealing) Seal();
        if (_writer.WantsCheckpoint)
        {
            Checkpoints.Run(_connection);
            _writer.FinishCheckpoint();
        }
    }

    private void TryAgainLater()
    {
        _retry?.Dispose();
        _retry = _clock.CreateTimer(_ => _writer.Enqueue(new TryWrite()), null, _settings.RetryEvery, Timeout.InfiniteTimeSpan);
    }

    private void Seal()
    {
        var pages = _tail.Plan().Select(Prepare).OfType<PreparedPage>().ToList();
        _isSealing = true;
        _writer.Enqueue(new SealWrite(pages, Sealed));
    }

    private void Sealed(SealWrite write)
    {
        if (write.HasFailed)
        {
            _sealAgain = _clock.CreateTimer(_ => _isSealing = false, null, _settings.RetryEvery, Timeout.InfiniteTimeSpan);
            return;
        }

        _isSealing = false;
        _counters.Sealed(write.Pages);
        if (_tail.WantsSealing) Wake();
    }

    /// <returns>Null when a row is gone or damaged.</returns>
    private PreparedPage? Prepare(PlannedPage page)
    {
        var entries = new StoredEntry[page.Rows.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            try
            {
                if (!_rowById!.Bind(1, page.Rows[i]).Step()) return null; // the tail was read anew
                if (!LogRow.IsWhole(page.Owner.Conversation, _rowById))
                    throw new JournalDamagedException($"Row {page.Rows[i]} of the log, an entry of {page.Owner.Conversation}, is damaged.");
                entries[i] = LogRow.Read(_rowById);
            }
            catch (JournalDamagedException damage)
            {
                _log.LogError("{Damage} This conversation is closed to everyone; the others go on.", damage.Message);
                _health.Damaged(damage.Message);
                _tail.MarkDamaged(page.Owner, damage.Message);
                return null;
            }
            finally
            {
                _rowById!.Reset();
            }
        }

        return new PreparedPage(page, PageFormat.List(page.Owner.Conversation, entries), PageFormat.Bodies(entries));
    }
}
