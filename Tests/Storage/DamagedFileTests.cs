using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Sqlite;

namespace Muster.Tests.Storage;

/// <summary>Bytes that are not what was written: one conversation is affected, or the start is refused with a reason.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly HeardLog _log = new();

    private StorageSettings Settings => new() { Directory = _scratch.Path, LongestTail = 100 };

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_damaged_row_closes_its_conversation_alone()
    {
        await Fill("demo/hurt", "demo/well");
        FlipByteOf("demo/hurt 2");

        using var database = Open(Settings);
        var journal = new SqliteJournalStore(database);

        await Assert.ThrowsAsync<JournalDamagedException>(() => journal.Open("demo/hurt"));
        await Assert.ThrowsAsync<JournalDamagedException>(() => journal.Read("demo/hurt", 0, 10));
        await Assert.ThrowsAsync<JournalDamagedException>(() => journal.Append("demo/hurt", 3, [Some.Entry(4)]));
        Assert.Equal(3, (await journal.Open("demo/well")).LastSeq);
        await journal.Append("demo/well", 3, [Some.Entry(4)]);
        Assert.True(database.Health.IsReady);
        Assert.Contains("demo/hurt", database.Health.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_row_stays_for_whoever_repairs_it()
    {
        await Fill("demo/hurt", "demo/well");
        FlipByteOf("demo/hurt 2");
        using (var database = Open(Settings)) await AppendUntilSealed(database, "demo/well", 3);

        using var again = Open(Settings);

        await Assert.ThrowsAsync<JournalDamagedException>(() => new SqliteJournalStore(again).Open("demo/hurt"));
        Assert.True((await new SqliteJournalStore(again).Open("demo/well")).LastSeq > 1_000);
    }

    [Fact]
    public async Task A_row_damaged_while_it_is_open_is_found_when_it_is_read()
    {
        await Fill("demo/hurt", "demo/well");
        using var database = Open(Settings with { CheckedAtStart = 0 });
        FlipByteOf("demo/hurt 2");

        await Assert.ThrowsAsync<JournalDamagedException>(() => new SqliteJournalStore(database).Read("demo/hurt", 0, 10));

        Assert.Equal(3, (await new SqliteJournalStore(database).Open("demo/well")).LastSeq);
    }

    [Fact]
    public async Task A_damaged_list_of_keys_closes_its_conversation_alone()
    {
        await Fill("demo/hurt", "demo/well");
        using (var database = Open(Settings))
        {
            await AppendUntilSealed(database, "demo/hurt", 3);
            await AppendUntilSealed(database, "demo/well", 3);
        }

        Sql("UPDATE page SET entries = zeroblob(length(entries)) WHERE conversation = 'demo/hurt' AND first = 1");

        using var again = Open(Settings);
        await Assert.ThrowsAsync<JournalDamagedException>(() => new SqliteJournalStore(again).Open("demo/hurt"));
        Assert.True((await new SqliteJournalStore(again).Open("demo/well")).LastSeq > 1_000);
    }

    [Fact]
    public async Task A_lost_page_is_missed()
    {
        using (var database = Open(Settings)) await AppendUntilSealed(database, "demo/hurt", 0);
        Sql("DELETE FROM page WHERE conversation = 'demo/hurt' AND first = 33");

        using var again = Open(Settings);
        var journal = new SqliteJournalStore(again);
        await Assert.ThrowsAsync<JournalDamagedException>(() => journal.Open("demo/hurt"));
        await Assert.ThrowsAsync<JournalDamagedException>(() => journal.Read("demo/hurt", 0, 1_000));
        Assert.Equal(20, (await journal.Read("demo/hurt", 5, 20)).Count);
    }

    [Fact]
    public async Task A_damaged_file_stops_the_start()
    {
        await Fill("demo/hurt", "demo/well");
        GarblePage(2);

        var refusal = Assert.Throws<StorageRefusedException>(() => Open(Settings));

        Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_file_is_checked_beside_the_work()
    {
        await Fill("demo/well");
        var (queue, line) = (GrainId.Create("queue", "demo/general"), new GrainState<StoredBytes>(new StoredBytes()));
        using (var database = Open(Settings)) await new SqliteGrainStorage(database, new CryptoRandomBytes()).WriteStateAsync("line", queue, line);
        using (var connection = Connection.Open(Settings.DatabaseFile, TimeSpan.Zero))
            GarblePage(connection.Numbers("SELECT rootpage FROM sqlite_schema WHERE name = 'state'")[0]);

        using var again = Open(Settings with { CheckedAtStart = 0 });
        await _log.Hear("is damaged");

        Assert.Contains("is damaged", again.Health.Damage, StringComparison.Ordinal);
        await new SqliteJournalStore(again).Append("demo/well", 3, [Some.Entry(4)]);
        var states = new SqliteGrainStorage(again, new CryptoRandomBytes());
        await Assert.ThrowsAsync<StateDamagedException>(() => states.ReadStateAsync("line", queue, new GrainState<StoredBytes>()));
        await Assert.ThrowsAsync<StateDamagedException>(() => states.WriteStateAsync("line", queue, line));
        await new SqliteJournalStore(again).Append("demo/well", 4, [Some.Entry(5)]);
        Assert.True(again.Health.IsReady);
    }

    private async Task Fill(params string[] conversations)
    {
        using var database = Open(Settings);
        foreach (var conversation in conversations)
            await new SqliteJournalStore(database).Append(conversation, 0, [.. Enumerable.Range(1, 3).Select(seq => Some.Entry(seq, $"{conversation} {seq}"))]);
    }

    private static async Task AppendUntilSealed(MusterDatabase database, string conversation, int last)
    {
        var before = database.Counters.PagesSealed;
        while (database.Counters.PagesSealed < before + 32 || last < 1_100)
        {
            await new SqliteJournalStore(database).Append(conversation, last, Some.Entries(last + 1, 25));
            last += 25;
            Assert.True(last < 20_000, "Nothing is sealed.");
        }
    }

    private void FlipByteOf(string body)
    {
        var file = File.ReadAllBytes(Settings.DatabaseFile);
        var place = file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(body));
        Assert.True(place > 0, "The body is not in the file.");
        using var stream = File.Open(Settings.DatabaseFile, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.Position = place;
        stream.WriteByte((byte)'D');
    }

    private void GarblePage(long number)
    {
        using var stream = File.Open(Settings.DatabaseFile, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.Position = (number - 1) * 4_096;
        stream.Write([.. Enumerable.Repeat((byte)0xAB, 2_000)]);
    }

    private void Sql(string statements)
    {
        using var connection = Connection.Open(Settings.DatabaseFile, TimeSpan.Zero);
        connection.Execute(statements);
    }

    private MusterDatabase Open(StorageSettings settings) => MusterDatabase.Open(settings, TimeProvider.System, _log);
}
