namespace Muster.Silo.Storage.Sqlite;

/// <summary>
/// SQLite's <c>quick_check</c> of the whole file: before the start goes on while the file is small, beside the work when it is
/// not, because then it takes longer than a restart may.
/// </summary>
internal sealed class IntegrityCheck(StorageSettings settings, StorageHealth health, ILogger log) : IDisposable
{
    private readonly Lock _gate = new();
    private bool _isDone;
    private bool _isStopping;
    private Connection? _connection;
    private Thread? _thread;

    /// <exception cref="StorageRefusedException">The file is damaged.</exception>
    public void AtStart(Connection connection)
    {
        if (new FileInfo(settings.DatabaseFile).Length > settings.CheckedAtStart) return;
        _isDone = true;
        if (Damage(connection) is { } damage)
            throw new StorageRefusedException($"{settings.DatabaseFile} is damaged: {damage}. Restore it from a backup, or set it aside to start anew.");
    }

    /// <summary>Checks a large file on a thread of its own.</summary>
    public void GoOn(Func<Connection> open)
    {
        if (_isDone) return;
        _thread = new Thread(() => Check(open)) { IsBackground = true, Name = "storage check" };
        _thread.Start();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            _connection?.Interrupt();
        }

        _thread?.Join();
    }

    private static string? Damage(Connection connection)
    {
        try
        {
            return connection.Texts("PRAGMA quick_check(1)")[0] is var answer and not "ok" ? answer : null;
        }
        catch (SqliteFailure failure) when (failure.IsDamage)
        {
            return failure.Message;
        }
    }

    private void Check(Func<Connection> open)
    {
        try
        {
            using var connection = open();
            lock (_gate)
            {
                if (_isStopping) return;
                _connection = connection;
            }

            var damage = Damage(connection);
            lock (_gate) _connection = null;
            if (damage is null) return;
            health.Damaged($"{settings.DatabaseFile} is damaged: {damage}");
            log.LogCritical("{File} is damaged: {Damage}. What is whole goes on; restore it from a backup", settings.DatabaseFile, damage);
        }
        catch (SqliteFailure failure)
        {
            lock (_gate) _connection = null;
            if (!_isStopping) log.LogWarning(failure, "The file could not be checked");
        }
    }
}
