using System.Text;
using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Postgres;
using Npgsql;

namespace Muster.Tests.Storage.Postgres;

/// <summary>A node that was cut off or frozen comes back and goes on writing; its successor has written meanwhile.</summary>
[Collection(PostgresFixture.Collection)]
public sealed class ZombieTests(PostgresFixture postgres) : IDisposable
{
    private readonly Lazy<PostgresPlace> _place = new(() => new PostgresPlace(postgres.Server));
    private PostgresDatabase? _successor;

    private IJournalStore Zombie => _place.Value.Journal;

    private PostgresJournalStore Successor => new PostgresJournalStore(_successor ??= _place.Value.OpenAnother());

    public void Dispose()
    {
        _successor?.Dispose();
        if (_place.IsValueCreated) _place.Value.Dispose();
    }

    [Fact]
    public async Task It_cannot_append_once_its_successor_has()
    {
        await Zombie.Append(Some.Conversation, 0, Some.Entries(1, 3));
        await Successor.Append(Some.Conversation, 3, [Some.Entry(4, "the successor's")]);

        await Assert.ThrowsAsync<JournalConflictException>(() => Zombie.Append(Some.Conversation, 3, [Some.Entry(4, "the zombie's")]));
        await Assert.ThrowsAsync<JournalConflictException>(() => Zombie.Append(Some.Conversation, 3, Some.Entries(4, 3)));
        await Assert.ThrowsAsync<JournalConflictException>(() => Zombie.Append(Some.Conversation, 2, Some.Entries(3, 5)));

        var entries = await Successor.Read(Some.Conversation, 0, 10);
        Assert.Equal(["body 1", "body 2", "body 3", "the successor's"], entries.Select(entry => entry.Text()));
    }

    [Fact]
    public async Task An_append_that_was_under_way_stores_nothing_when_the_successors_comes_first()
    {
        await Zombie.Append(Some.Conversation, 0, Some.Entries(1, 3));
        await using var successor = new NpgsqlConnection(_place.Value.Settings.ConnectionString);
        await successor.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await successor.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Do(successor, "INSERT INTO muster_entry VALUES('demo/c-1', 4, 1, NULL, 'successor')");

        var late = Zombie.Append(Some.Conversation, 3, Some.Entries(4, 3));
        var neighbour = Zombie.Append("demo/neighbour", 0, Some.Entries(1, 1));
        await SomebodyWaits(successor);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<JournalConflictException>(() => late);
        await neighbour;
        Assert.Equal(["body 1", "body 2", "body 3", "successor"], (await Zombie.Read(Some.Conversation, 0, 10)).Select(entry => entry.Text()));
    }

    [Fact]
    public async Task It_cannot_replace_once_its_successor_has_written()
    {
        await Zombie.Append(Some.Conversation, 0, Some.Entries(1, 3));
        await Successor.Append(Some.Conversation, 3, Some.Entries(4, 1));

        await Assert.ThrowsAsync<JournalConflictException>(() => Zombie.Replace(Some.Conversation, 3, Some.Entry(2, "the zombie's")));

        await Successor.Replace(Some.Conversation, 4, Some.Entry(2, "the successor's"));
        await Assert.ThrowsAsync<JournalConflictException>(() => Zombie.Replace(Some.Conversation, 3, Some.Entry(2, "the zombie's")));
        Assert.Equal(["body 1", "the successor's", "body 3", "body 4"], (await Successor.Read(Some.Conversation, 0, 10)).Select(entry => entry.Text()));
    }

    [Fact]
    public async Task A_tombstone_that_was_under_way_does_not_take_the_place_of_its_successors()
    {
        await Zombie.Append(Some.Conversation, 0, Some.Entries(1, 3));
        await using var successor = new NpgsqlConnection(_place.Value.Settings.ConnectionString);
        await successor.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await successor.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Do(successor, "INSERT INTO muster_entry VALUES('demo/c-1', 4, 1, NULL, 'successor')");
        await Do(successor, "UPDATE muster_entry SET body = 'the successor''s' WHERE conversation = 'demo/c-1' AND seq = 2");

        var late = Zombie.Replace(Some.Conversation, 3, Some.Entry(2, "the zombie's"));
        await SomebodyWaits(successor);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<JournalConflictException>(() => late);
        Assert.Equal(["body 1", "the successor's", "body 3", "successor"], (await Zombie.Read(Some.Conversation, 0, 10)).Select(entry => entry.Text()));
    }

    [Fact]
    public async Task Its_snapshot_does_not_take_the_place_of_its_successors()
    {
        await Zombie.Append(Some.Conversation, 0, Some.Entries(1, 3));
        await Successor.Append(Some.Conversation, 3, Some.Entries(4, 2));
        await Successor.SaveSnapshot(Some.Conversation, 5, "five"u8.ToArray());

        await Zombie.SaveSnapshot(Some.Conversation, 3, "three"u8.ToArray());

        var head = await Successor.Open(Some.Conversation);
        Assert.Equal((5, "five"), (head.SnapshotSeq, Encoding.UTF8.GetString(head.Snapshot!)));
    }

    [Fact]
    public async Task Of_two_nodes_that_both_believe_to_be_the_writer_one_wins_each_number()
    {
        var winners = await Task.WhenAll(Write(Zombie, "zombie"), Write(Successor, "successor"));

        var stored = (await Successor.Read(Some.Conversation, 0, 1_000)).Select(entry => entry.Text()).ToArray();
        Assert.Equal(200, stored.Length);
        Assert.Equal(winners.SelectMany(won => won).Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));

        static async Task<List<string>> Write(IJournalStore journal, string name)
        {
            var won = new List<string>();
            for (var seq = 1; seq <= 200; seq++)
            {
                try
                {
                    await journal.Append(Some.Conversation, seq - 1, [Some.Entry(seq, $"{name} {seq}")]);
                    won.Add($"{name} {seq}");
                }
                catch (JournalConflictException)
                {
                    // the other has this number
                }
            }

            return won;
        }
    }

    /// <summary>The server itself knows; each look gives the other time.</summary>
    private static async Task SomebodyWaits(NpgsqlConnection connection)
    {
        await using var look = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted", connection);
        for (var looks = 0; (long)(await look.ExecuteScalarAsync(TestContext.Current.CancellationToken))! == 0; looks++)
            Assert.True(looks < 100_000, "Nobody waits for the other writer.");
    }

    private static async Task Do(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
