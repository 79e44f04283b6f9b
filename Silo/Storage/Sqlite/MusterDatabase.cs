namespace Muster.Silo.Storage.Sqlite;

/// <summary>
/// The one file that holds the journal and the state of grains, so that one commit serves both. Open to one process at a time.
/// </summary>
public sealed class MusterDatabase : IDisposable
{
    private readonly StorageSettings _settings;
    private readonly FileStream _lock;
    private readonly TailLoader _loader;
    private readonly StorageHealth _health;
    private readonly StorageCounters _counters = new();
    private readonly Keeper _keeper;
    private readonly IntegrityCheck _check;

    private MusterDatabase(StorageSettings settings, FileStream exclusive, TimeProvider clock, ILogger log)
    {
        (_settings, _lock) = (settings, exclusive);
        _health = new StorageHealth(clock);
        _check = new IntegrityCheck(settings, _health, log);
        Tail = new Tail(PageLength, settings.LongestTail);
        _loader = new TailLoader(Tail, _health, log);
        Writer = new CommitWriter(settings, Tail, OpenWriteSession, _health, _counters, log);
        Prepare();
        Writer.Start(OpenWriteSession(readAll: true));
        Readers = new ReaderPool(settings.Readers, OpenConnection);
        _keeper = new Keeper(settings, Tail, Writer, OpenConnection, _health, _counters, clock, log);
        _check.GoOn(OpenConnection);
    }

    /// <summary>Entries of a full page.</summary>
    internal static int PageLength => 32;

    public IStorageHealth Health => _health;

    public StorageCounters Counters => _counters;

    internal Tail Tail { get; }

    internal CommitWriter Writer { get; }

    internal ReaderPool Readers { get; }

    /// <summary>Opens the directory's store, or makes one. It blocks: for a process's start only.</summary>
    /// <exception cref="StorageRefusedException">It cannot be used: in use, of another program, newer, damaged, or not writable.</exception>
    public static MusterDatabase Open(StorageSettings settings, TimeProvider clock, ILogger log)
    {
        var exclusive = ExclusiveUse.Of(settings);
        try
        {
            return new MusterDatabase(settings, exclusive, clock, log);
        }
        catch (SqliteFailure failure)
        {
            exclusive.Dispose();
            throw new StorageRefusedException($"{settings.DatabaseFile} cannot be used. {failure.Message}", failure);
        }
        catch (StorageRefusedException)
        {
            exclusive.Dispose();
            throw;
        }
    }

    /// <summary>Stores what waits, and closes.</summary>
    public void Dispose()
    {
        _check.Dispose();
        _keeper.Dispose();
        Writer.Dispose();
        Readers.Dispose();
        _lock.Dispose();
    }

    private void Prepare()
    {
        using var connection = Connection.Open(_settings.DatabaseFile, _settings.LockPatience, create: true);
        Schema.Configure(connection);
        Schema.Ensure(connection, _settings.DatabaseFile);
        _check.AtStart(connection);
    }

    private Connection OpenConnection()
    {
        var connection = Connection.Open(_settings.DatabaseFile, _settings.LockPatience);
        try
        {
            Schema.Configure(connection);
            return connection;
        }
        catch (SqliteFailure)
        {
            connection.Dispose();
            throw;
        }
    }

    private WriteSession OpenWriteSession(bool readAll)
    {
        var connection = OpenConnection();
        try
        {
            _loader.Load(connection, readAll);
            return new WriteSession(connection, Tail);
        }
        catch (SqliteFailure)
        {
            connection.Dispose();
            throw;
        }
    }
}
