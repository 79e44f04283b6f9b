using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Postgres;

namespace Muster.Tests.Storage.Postgres;

/// <summary>A node's start makes what is missing in the database, and refuses what it does not know.</summary>
[Collection(PostgresFixture.Collection)]
public sealed class SchemaTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Many_nodes_may_make_it_at_once()
    {
        var settings = In(postgres.Server.NewDatabase());
        using var together = new Barrier(12);

        var nodes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => OnItsOwnThread(() =>
        {
            together.SignalAndWait();
            return Open(settings);
        })));

        await Task.WhenAll(nodes.Select((node, number) => new PostgresJournalStore(node).Append($"demo/c-{number}", 0, [Some.Entry(1)])));
        foreach (var node in nodes) node.Dispose();
    }

    [Fact]
    public async Task What_is_stored_survives_every_later_start()
    {
        using var place = new PostgresPlace(postgres.Server);
        await place.Journal.Append(Some.Conversation, 0, [Some.Entry(1)]);

        place.Restart();

        Assert.Equal(1, (await place.Journal.Open(Some.Conversation)).LastSeq);
    }

    [Fact]
    public async Task An_older_schema_gets_what_is_new()
    {
        using var place = new PostgresPlace(postgres.Server);
        await place.Journal.Append(Some.Conversation, 0, [Some.Entry(1)]);
        place.Execute("DROP TABLE muster_key; DELETE FROM muster_schema WHERE version > 1; INSERT INTO muster_schema SELECT 1 WHERE NOT EXISTS (SELECT FROM muster_schema)");

        place.Restart();

        Assert.Equal(1, (await place.Journal.Open(Some.Conversation)).LastSeq);
        Assert.Empty(await new PostgresKeyBook(place.Database).List());
    }

    [Fact]
    public void A_newer_schema_is_refused_and_left_alone()
    {
        using var place = new PostgresPlace(postgres.Server);
        place.Execute("UPDATE muster_schema SET version = 7");

        var refusal = Assert.Throws<StorageRefusedException>(place.OpenAnother);

        Assert.Contains("has schema version 7; this program knows up to 2. Start the newer program.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_encoding_is_refused()
    {
        var settings = In(postgres.Server.NewDatabase("ENCODING 'LATIN1' TEMPLATE template0"));

        Assert.Contains("encoding LATIN1", Assert.Throws<StorageRefusedException>(() => Open(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_is_not_there_is_named()
    {
        var settings = In(postgres.Server.ConnectionString("nowhere"));

        var refusal = Assert.Throws<StorageRefusedException>(() => Open(settings));

        Assert.Contains($"The database 'nowhere' at 127.0.0.1:{postgres.Server.Port} cannot be used.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_cannot_be_written_is_refused()
    {
        var database = postgres.Server.NewDatabase();
        Open(In(database)).Dispose();

        var refusal = Assert.Throws<StorageRefusedException>(() => Open(In(database + ";Options=-c default_transaction_read_only=on")));

        Assert.Contains("read-only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_is_not_there_is_named_without_the_password()
    {
        var refusal = Assert.Throws<StorageRefusedException>(() => Open(In("Host=127.0.0.1;Port=1;Database=muster;Username=muster;Password=secret")));

        Assert.Contains("127.0.0.1:1", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    private static Task<T> OnItsOwnThread<T>(Func<T> start) =>
        Task.Factory.StartNew(start, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static PostgresSettings In(string database) => new() { ConnectionString = database };

    private static PostgresDatabase Open(PostgresSettings settings) => PostgresDatabase.Open(settings, TimeProvider.System, NullLogger.Instance);
}
