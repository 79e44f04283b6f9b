using Microsoft.Data.Sqlite;
using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Sqlite;

namespace Muster.Tests.Storage;

/// <summary>A disk that is full, read-only or locked, on the real thing: nothing is acknowledged, the rest works, and it recovers by itself.</summary>
public sealed class FailingDiskTests
{
    private static readonly string Kilobyte = new('x', 1_000);

    private readonly HandClock _clock = new();
    private readonly HeardLog _log = new();

    [Fact]
    public async Task A_full_disk_acknowledges_nothing_and_loses_nothing()
    {
        using var disk = new TinyDisk(megabytes: 4);
        using var database = Open(disk.Path);
        var journal = new SqliteJournalStore(database);
        await journal.Append("demo/before", 0, Some.Entries(1, 40));

        disk.Fill();
        var acknowledged = await AppendUntilItFails(journal, "demo/full", 0);

        Assert.False(database.Health.IsReady);
        Assert.Contains("full", database.Health.Trouble, StringComparison.Ordinal);
        Assert.Equal(40, (await journal.Read("demo/before", 0, 100)).Count);
        var states = new SqliteGrainStorage(database, new CryptoRandomBytes());
        await Assert.ThrowsAsync<StateUnavailableException>(() => states.WriteStateAsync("line", GrainId.Create("queue", "demo/general"), LargeState()));

        disk.MakeRoom();
        var head = await journal.Open("demo/full");
        Assert.InRange(head.LastSeq, acknowledged, acknowledged + 1);
        await journal.Append("demo/full", head.LastSeq, [Some.Entry(head.LastSeq + 1)]);
        Assert.True(database.Health.IsReady);
        Assert.Equal(head.LastSeq + 1, (await journal.Open("demo/full")).LastSeq);
    }

    [Fact]
    public async Task Everyone_who_shared_the_commit_is_told()
    {
        using var disk = new TinyDisk(megabytes: 4);
        using var database = Open(disk.Path);
        var journal = new SqliteJournalStore(database);

        disk.Fill();
        await AppendUntilItFails(journal, "demo/first", 0);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Fails(() => journal.Append($"demo/c-{number}", 0, [Some.Entry(1, Kilobyte)]))));

        Assert.DoesNotContain(false, outcomes);
        disk.MakeRoom();
        for (var number = 0; number < 50; number++) Assert.InRange((await journal.Open($"demo/c-{number}")).LastSeq, 0, 1);
    }

    [Fact]
    public async Task It_finds_out_by_itself_that_there_is_room_again()
    {
        using var disk = new TinyDisk(megabytes: 4);
        using var database = Open(disk.Path);
        disk.Fill();
        await AppendUntilItFails(new SqliteJournalStore(database), "demo/full", 0);
        await _log.Hear("cannot be written");

        disk.MakeRoom();
        while (!_log.Hear("can be written again").IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await new SqliteJournalStore(database).Open("demo/full");
        }

        Assert.True(database.Health.IsReady);
    }

    [Fact]
    public void A_read_only_disk_stops_the_start_with_a_reason()
    {
        using var disk = new TinyDisk(megabytes: 4);
        using (Open(disk.Path))
        {
        }

        disk.MakeReadOnly();

        var refusal = Assert.Throws<StorageRefusedException>(() => Open(disk.Path));
        Assert.Contains("cannot be written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_becomes_unwritable_is_used_again_when_it_is_writable()
    {
        using var scratch = new ScratchDirectory(onDisk: true);
        using var database = Open(scratch.Path);
        var journal = new SqliteJournalStore(database);
        await journal.Append("demo/a", 0, [Some.Entry(1)]);
        var log = scratch.File("muster.db-wal");
        Assert.SkipUnless(TinyDisk.Run("chattr", "+i", log), "NOT TESTED: a file that becomes unwritable. It takes root, chattr and a file system that knows it.");

        try
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Append("demo/a", 1, [Some.Entry(2)]));
            Assert.False(database.Health.IsReady);
            Assert.Single(await journal.Read("demo/a", 0, 10));
        }
        finally
        {
            Assert.True(TinyDisk.Run("chattr", "-i", log), "The file could not be made writable again.");
        }

        await journal.Append("demo/a", 1, [Some.Entry(2)]);
        Assert.True(database.Health.IsReady);
        Assert.Equal(2, (await journal.Open("demo/a")).LastSeq);
    }

    [Fact]
    public async Task A_file_that_another_program_has_locked_is_waited_for_and_then_refused()
    {
        using var scratch = new ScratchDirectory();
        using var database = Open(scratch.Path);
        var journal = new SqliteJournalStore(database);
        await journal.Append("demo/a", 0, [Some.Entry(1)]);
        await using var other = new SqliteConnection($"Data Source={scratch.File("muster.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);

        await using (await other.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, TestContext.Current.CancellationToken))
        {
            var failure = await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Append("demo/a", 1, [Some.Entry(2)]));
            Assert.Contains("locked", failure.Message, StringComparison.Ordinal);
            Assert.Equal(1, (await journal.Open("demo/a")).LastSeq);
        }

        await journal.Append("demo/a", 1, [Some.Entry(2)]);
        Assert.True(database.Health.IsReady);
    }

    private static async Task<int> AppendUntilItFails(SqliteJournalStore journal, string conversation, int last)
    {
        while (!await Fails(() => journal.Append(conversation, last, [Some.Entry(last + 1, Kilobyte)])))
        {
            last++;
            Assert.True(last < 10_000, "The disk should have been full long ago.");
        }

        return last;
    }

    private static async Task<bool> Fails(Func<Task> write)
    {
        try
        {
            await write();
            return false;
        }
        catch (JournalUnavailableException)
        {
            return true;
        }
    }

    private static GrainState<StoredBytes> LargeState() => new(new StoredBytes { Bytes = new byte[1 << 20] });

    private MusterDatabase Open(string directory) =>
        MusterDatabase.Open(new StorageSettings { Directory = directory, LockPatience = TimeSpan.FromMilliseconds(50) }, _clock, _log);
}
