using Npgsql;

namespace Muster.Silo.Storage.Postgres;

/// <summary>The database that all nodes of a cluster share, as one node uses it.</summary>
public sealed class PostgresDatabase : IDisposable
{
    private readonly StorageHealth _health;

    private PostgresDatabase(PostgresSettings settings, NpgsqlDataSource source, TimeProvider clock, ILogger log)
    {
        (Source, _health) = (source, new StorageHealth(clock));
        Writer = new AppendWriter(settings, source, _health, Counters, log);
    }

    public IStorageHealth Health => _health;

    public PostgresCounters Counters { get; } = new();

    internal NpgsqlDataSource Source { get; }

    internal AppendWriter Writer { get; }

    /// <summary>Connects, and makes the tables where they are missing. It blocks: for a process's start only.</summary>
    /// <exception cref="StorageRefusedException">It cannot be used: not there, not ours to write, of another kind or newer.</exception>
    public static PostgresDatabase Open(PostgresSettings settings, TimeProvider clock, ILogger log)
    {
        var source = MakeSource(settings);
        try
        {
            Prepare(source, log);
            return new PostgresDatabase(settings, source, clock, log);
        }
        catch (NpgsqlException failure)
        {
            source.Dispose();
            var place = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
            throw new StorageRefusedException($"The database '{place.Database}' at {place.Host}:{place.Port} cannot be used. {PostgresFailures.Words(failure)}", failure);
        }
        catch (StorageRefusedException)
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Stores what waits, and closes.</summary>
    public void Dispose()
    {
        Writer.Dispose();
        Source.Dispose();
    }

    internal void NoteDamage(string what) => _health.Damaged(what);

    private static void Prepare(NpgsqlDataSource source, ILogger log)
    {
        using var connection = source.OpenConnection();
        PostgresSchema.Ensure(connection);
        foreach (var unsafeSetting in (string[])["fsync", "full_page_writes"])
        {
            if (connection.Value<string>($"SHOW {unsafeSetting}") == "off")
                log.LogError("{Database} runs with {Setting} off: what was acknowledged can be lost when its machine fails", connection.Place(), unsafeSetting);
        }
    }

    private static NpgsqlDataSource MakeSource(PostgresSettings settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        var words = builder.ConnectionStringBuilder;
        words.ApplicationName ??= "Muster journal";
        words.Timeout = WholeSeconds(settings.ConnectPatience);
        words.CommandTimeout = WholeSeconds(settings.StatementPatience) + 1;
        words.MaxPoolSize = settings.Connections;
        words.NoResetOnClose = true; // keeps what is set below
        words.Enlist = false;
        var session = SessionSettings(settings);
        builder.UsePhysicalConnectionInitializer(
            connection => connection.Execute(session),
            async connection =>
            {
                await using var command = new NpgsqlCommand(session, connection);
                await command.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }

    /// <summary>Waits for the disk, and for a standby where the server waits for one; ends a statement before its caller has given it up.</summary>
    private static string SessionSettings(PostgresSettings settings) => $"""
        SET default_transaction_isolation = 'read committed';
        SET statement_timeout = {(long)settings.StatementPatience.TotalMilliseconds};
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')
        """;

    private static int WholeSeconds(TimeSpan span) => (int)Math.Ceiling(span.TotalSeconds);
}
