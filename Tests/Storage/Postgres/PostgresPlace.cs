using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Postgres;
using Npgsql;
using Orleans.Storage;

namespace Muster.Tests.Storage.Postgres;

/// <summary>A database of its own on a server. A crash is the server's and the node's at once.</summary>
public sealed class PostgresPlace : StorePlace
{
    private readonly PostgresServer _server;
    private readonly ILogger _log;

    public PostgresPlace(PostgresServer server, Func<PostgresSettings, PostgresSettings>? adjust = null, ILogger? log = null)
    {
        (_server, _log) = (server, log ?? NullLogger.Instance);
        var settings = new PostgresSettings { ConnectionString = server.NewDatabase(), RetryEvery = TimeSpan.FromMilliseconds(100) };
        Settings = adjust?.Invoke(settings) ?? settings;
        Database = OpenAnother();
    }

    public PostgresSettings Settings { get; }

    public PostgresDatabase Database { get; private set; }

    public override IJournalStore Journal => new PostgresJournalStore(Database);

    public override IGrainStorage States => throw new NotSupportedException("States are kept by Orleans' provider.");

    public string DatabaseName => new NpgsqlConnectionStringBuilder(Settings.ConnectionString).Database!;

    /// <summary>As another node of the cluster.</summary>
    public PostgresDatabase OpenAnother() => PostgresDatabase.Open(Settings, TimeProvider.System, _log);

    public override void Restart()
    {
        Database.Dispose();
        Database = OpenAnother();
    }

    public override void Crash()
    {
        _server.StopAtOnce();
        Database.Dispose();
        _server.Start();
        Database = OpenAnother();
    }

    /// <summary>As an administrator, beside the store.</summary>
    public void Execute(string sql) => PostgresServer.Execute(Settings.ConnectionString, sql);

    protected override void Dispose(bool disposing)
    {
        Database.Dispose();
        base.Dispose(disposing);
    }
}
