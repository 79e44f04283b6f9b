using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Postgres;
using Npgsql;

namespace Muster.Tests.Storage.Postgres;

/// <summary>Backup and restore as docs/operators.md tells them, while citizens and agents go on writing.</summary>
[Collection(PostgresFixture.Collection)]
public sealed class BackupTests(PostgresFixture postgres)
{
    private const int Conversations = 10;

    [Fact]
    public async Task A_restored_database_serves_the_same_transcripts_and_takes_new_facts()
    {
        using var place = new PostgresPlace(postgres.Server);
        var envelope = Some.Envelope(new PostgresKeyBook(place.Database));
        var journal = Journal(place.Journal, envelope);
        for (var number = 0; number < Conversations; number++)
        {
            await journal.Append($"demo/c-{number}", 0, [Some.Fact(1, "Grüße 👋"), Some.Fact(2), Some.Fact(3)]);
            await journal.Replace($"demo/c-{number}", 3, Some.Fact(2, "(removed)"));
            await journal.SaveSnapshot($"demo/c-{number}", 2, new Sum(2, "said 2"));
        }

        var restored = await BackUpAndRestore(place, whileWriting: journal);

        using var database = PostgresDatabase.Open(new PostgresSettings { ConnectionString = restored }, TimeProvider.System, NullLogger.Instance);
        var copy = Journal(new PostgresJournalStore(database), Some.Envelope(new PostgresKeyBook(database)));
        for (var number = 0; number < Conversations; number++)
        {
            var conversation = $"demo/c-{number}";
            var before = await journal.Read(conversation, 0, 1_000);
            var head = await copy.Open(conversation);
            Assert.InRange(head.LastSeq, 3, before.Count);
            Assert.Equal(before.Take(head.LastSeq), await copy.Read(conversation, 0, 1_000));
            Assert.Equal((2, new Sum(2, "said 2")), (head.SnapshotSeq, head.Snapshot));
            await copy.Append(conversation, head.LastSeq, [Some.Fact(head.LastSeq + 1)]);
        }
    }

    private async Task<string> BackUpAndRestore(PostgresPlace place, Journal<SomethingSaid, Sum> whileWriting)
    {
        var server = postgres.Server;
        using var enough = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, Conversations).Select(number => Write($"demo/c-{number}")));

        await Task.Run(() => server.RunAsServer("pg_dump", "--format=custom", "--exclude-table-data=muster_key", $"--file={server.PathOf("backup")}", place.DatabaseName));
        await Task.Run(() => server.RunAsServer("pg_dump", "--format=custom", "--data-only", "--table=muster_key", $"--file={server.PathOf("keys")}", place.DatabaseName));

        await enough.CancelAsync();
        await writing;
        var restored = server.NewDatabase();
        foreach (var file in new[] { "backup", "keys" })
            server.RunAsServer("pg_restore", "--exit-on-error", "--single-transaction", $"--dbname={new NpgsqlConnectionStringBuilder(restored).Database}", server.PathOf(file));
        return restored;

        async Task Write(string conversation)
        {
            for (var seq = 4; !enough.IsCancellationRequested && seq <= 500; seq++) await whileWriting.Append(conversation, seq - 1, [Some.Fact(seq)]);
        }
    }

    private static Journal<SomethingSaid, Sum> Journal(IJournalStore store, Envelope envelope) =>
        new(store, envelope, Some.Json, NullLogger<Journal<SomethingSaid, Sum>>.Instance);
}
