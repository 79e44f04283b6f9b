using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Sqlite;
using Orleans.Storage;

namespace Muster.Tests.Storage;

/// <summary>The file of one machine. A crash is a copy of its files as they are while it is open.</summary>
public sealed class SqlitePlace : StorePlace
{
    private readonly List<ScratchDirectory> _scratch = [];
    private readonly Func<StorageSettings, StorageSettings> _adjust;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private StorageSettings _settings;

    public SqlitePlace(Func<StorageSettings, StorageSettings>? adjust = null, TimeProvider? clock = null, ILogger? log = null)
    {
        (_adjust, _clock, _log) = (adjust ?? (settings => settings), clock ?? TimeProvider.System, log ?? NullLogger.Instance);
        _settings = InNewDirectory();
        Database = Open();
    }

    public MusterDatabase Database { get; private set; }

    public StorageSettings Settings => _settings;

    public override IJournalStore Journal => new SqliteJournalStore(Database);

    public override IGrainStorage States => new SqliteGrainStorage(Database, new CryptoRandomBytes());

    public override void Restart()
    {
        Database.Dispose();
        Database = Open();
    }

    public override void Crash()
    {
        var left = _settings;
        _settings = InNewDirectory();
        using (var holding = Connection.Open(left.DatabaseFile, TimeSpan.Zero))
        {
            // A reader keeps the write-ahead log from starting over, so that the two copies, made one after the other, agree.
            holding.Execute("BEGIN; SELECT count(*) FROM sqlite_schema");
            foreach (var part in new[] { "", "-wal" }) File.Copy(left.DatabaseFile + part, _settings.DatabaseFile + part);
        }

        Database.Dispose();
        Database = Open();
    }

    protected override void Dispose(bool disposing)
    {
        Database.Dispose();
        _scratch.ForEach(scratch => scratch.Dispose());
        base.Dispose(disposing);
    }

    private StorageSettings InNewDirectory()
    {
        _scratch.Add(new ScratchDirectory());
        return _adjust(new StorageSettings { Directory = _scratch[^1].Path });
    }

    private MusterDatabase Open() => MusterDatabase.Open(_settings, _clock, _log);
}
