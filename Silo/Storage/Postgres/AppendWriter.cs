using Npgsql;

namespace Muster.Silo.Storage.Postgres;

/// <summary>
/// The one thread that appends. Whatever waits at the same moment, of all conversations, becomes one statement and one commit; what comes
/// meanwhile waits for the next.
/// </summary>
internal sealed class AppendWriter : IDisposable
{
    /// <summary>Bytes of bodies after which a commit is full.</summary>
    private const long LargestCommitBytes = 4 << 20;

    /// <summary>Tries at a statement that another process's append has undone.</summary>
    private const int Tries = 8;

    /// <summary>A connection that was silent for longer is asked whether it still is one, before anything depends on it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly PostgresSettings _settings;
    private readonly NpgsqlDataSource _source;
    private readonly StorageHealth _health;
    private readonly PostgresCounters _counters;
    private readonly ILogger _log;
    private readonly object _gate = new();
    private readonly Queue<PendingAppend> _waiting = new();
    private readonly Thread _thread;
    private bool _isDoubted;
    private bool _isStopping;

    private NpgsqlConnection? _connection;
    private long _usedAt;

    public AppendWriter(PostgresSettings settings, NpgsqlDataSource source, StorageHealth health, PostgresCounters counters, ILogger log)
    {
        (_settings, _source, _health, _counters, _log) = (settings, source, health, counters, log);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        _thread.Start();
    }

    public void Enqueue(PendingAppend append)
    {
        lock (_gate)
        {
            if (!_isStopping && _waiting.Count < _settings.MostWaiting)
            {
                _waiting.Enqueue(append);
                if (_waiting.Count == 1) Monitor.Pulse(_gate);
                return;
            }
        }

        append.Fail(_isStopping ? new ObjectDisposedException(nameof(AppendWriter)) : new InvalidOperationException($"{_settings.MostWaiting} appends wait already"));
    }

    /// <summary>A write elsewhere has failed: find out whether the store can be written.</summary>
    public void Doubt(Exception why)
    {
        NoteFailure(why);
        lock (_gate)
        {
            _isDoubted = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Writes what waits, then stops.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _connection?.Dispose();
    }

    private void Run()
    {
        for (var group = new List<PendingAppend>(); Take(group); group.Clear())
        {
            if (group.Count > 0) Commit(group);
            else Look();
        }
    }

    /// <summary>Fills the group with what waits, in the order it came; with nothing when it is time to look at the server.</summary>
    /// <returns>False at the end.</returns>
    private bool Take(List<PendingAppend> group)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isStopping && !_isDoubted)
            {
                if (!Monitor.Wait(_gate, _health.IsReady ? _settings.LookEvery : _settings.RetryEvery)) break;
            }

            _isDoubted = false;
            for (var bytes = 0L; group.Count < _settings.LargestCommit && bytes < LargestCommitBytes && _waiting.TryDequeue(out var append); bytes += append.Bytes)
                group.Add(append);
            return group.Count > 0 || !_isStopping;
        }
    }

    private void Commit(List<PendingAppend> group)
    {
        try
        {
            var connection = Connected();
            for (var left = group; left.Count > 0;)
            {
                var later = new List<PendingAppend>();
                Store(connection, AppendRun.Plan(left, later), later);
                left = later;
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            GiveUp(group, failure);
        }
    }

    private void Store(NpgsqlConnection connection, ReadOnlySpan<AppendRun> runs, List<PendingAppend> later)
    {
        try
        {
            var refused = Insert(connection, runs);
            NoteSuccess(); // before anybody is answered: who is acknowledged finds the store ready
            Answer(runs, refused, later);
            return;
        }
        catch (PostgresException failure) when (PostgresFailures.ConcernsOneStatement(failure))
        {
            if (runs is [{ Appends.Count: 1, First: var alone }])
            {
                _log.LogError(failure, "One append failed and was left out; the others of its commit go on");
                alone.Fail(failure);
                return;
            }
        }

        // Nothing of it was stored, because of one of them: halves find out which.
        if (runs is [var several])
        {
            later.InsertRange(0, several.Others);
            Store(connection, [new AppendRun(several.First)], later);
            return;
        }

        Store(connection, runs[..(runs.Length / 2)], later);
        Store(connection, runs[(runs.Length / 2)..], later);
    }

    private static Dictionary<string, int> Insert(NpgsqlConnection connection, ReadOnlySpan<AppendRun> runs)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return AppendStatement.Execute(connection, runs);
            }
            catch (PostgresException race) when (PostgresFailures.IsRace(race) && tries < Tries)
            {
            }
        }
    }

    /// <summary>What follows a refused append is asked about anew: it may be its conversation's rightful writer's.</summary>
    private void Answer(ReadOnlySpan<AppendRun> runs, Dictionary<string, int> refused, List<PendingAppend> later)
    {
        var stored = 0;
        foreach (var run in runs)
        {
            if (refused.TryGetValue(run.Conversation, out var last))
            {
                run.First.Refuse(last);
                later.InsertRange(0, run.Others);
                continue;
            }

            stored += run.Appends.Count;
            foreach (var append in run.Appends) append.Stored();
        }

        if (stored > 0) _counters.Committed(stored);
    }

    private void Look()
    {
        try
        {
            var connection = Connected();
            if (_health.IsReady) return;
            PostgresSchema.TryWrite(connection);
            NoteSuccess();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            GiveUp([], failure);
        }
    }

    private NpgsqlConnection Connected()
    {
        if (_connection is { } open && (TimeProvider.System.GetElapsedTime(_usedAt) < Fresh || Answers(open))) return open;
        Disconnect();
        _connection = _source.OpenConnection();
        _usedAt = TimeProvider.System.GetTimestamp();
        return _connection;
    }

    private bool Answers(NpgsqlConnection connection)
    {
        try
        {
            using var ping = new NpgsqlCommand("SELECT 1", connection);
            ping.ExecuteNonQuery();
            _usedAt = TimeProvider.System.GetTimestamp();
            return true;
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            return false;
        }
    }

    private void Disconnect()
    {
        if (_connection is null) return;
        _connection.Dispose();
        _connection = null;
        _source.Clear(); // what cut this one off has most likely cut off those that wait in the pool
    }

    /// <summary>Nobody can say what of it is stored; those that were answered before know better.</summary>
    private void GiveUp(List<PendingAppend> group, Exception failure)
    {
        NoteFailure(failure);
        Disconnect();
        foreach (var append in group) append.Fail(failure);
    }

    private void NoteSuccess()
    {
        _usedAt = TimeProvider.System.GetTimestamp();
        if (_health.Wrote()) _log.LogWarning("Storage can be written again");
    }

    private void NoteFailure(Exception failure)
    {
        if (_health.Failed(PostgresFailures.Words(failure))) _log.LogError(failure, "Storage cannot be written; it is tried again");
    }
}
