using System.Text;
using Muster.Records;
using Muster.Silo.Storage;

namespace Muster.Tests.Storage;

/// <summary>What every journal store promises, whatever it stands on.</summary>
public abstract class JournalStoreContract : IDisposable
{
    private readonly Lazy<StorePlace> _place;

    protected JournalStoreContract() => _place = new Lazy<StorePlace>(MakePlace);

    protected StorePlace Place => _place.Value;

    private IJournalStore Journal => Place.Journal;

    public void Dispose()
    {
        if (_place.IsValueCreated) _place.Value.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_unknown_conversation_is_empty()
    {
        var head = await Journal.Open(Some.Conversation);

        Assert.Equal((0, 0, null), (head.LastSeq, head.SnapshotSeq, head.Snapshot));
        Assert.Empty(head.After);
        Assert.Empty(head.Keys);
        Assert.Empty(await Journal.Read(Some.Conversation, 0, 10));
    }

    [Fact]
    public async Task What_was_appended_is_read_back_in_order()
    {
        await Append(Some.Conversation, 0, 1, 2);
        await Append(Some.Conversation, 3, 1);

        AssertEntries(1, 4, await Journal.Read(Some.Conversation, 0, 10));
        AssertEntries(3, 2, await Journal.Read(Some.Conversation, 2, 10));
        AssertEntries(2, 2, await Journal.Read(Some.Conversation, 1, 2));
        Assert.Empty(await Journal.Read(Some.Conversation, 4, 10));
        Assert.Empty(await Journal.Read(Some.Conversation, 0, 0));
    }

    [Fact]
    public async Task Conversations_do_not_mix()
    {
        await Append("demo/a", 0, 3);
        await Append("demo/b", 0, 2);

        AssertEntries(1, 3, await Journal.Read("demo/a", 0, 10));
        AssertEntries(1, 2, await Journal.Read("demo/b", 0, 10));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_long_conversation_survives_a_new_start(bool crash)
    {
        await Append(Some.Conversation, 0, [.. Enumerable.Repeat(1, 70), 5, 40, 1, 1]);
        await Journal.SaveSnapshot(Some.Conversation, 100, "sum of 100"u8.ToArray());

        StartAnew(crash);

        var head = await Journal.Open(Some.Conversation);
        Assert.Equal((117, 100), (head.LastSeq, head.SnapshotSeq));
        Assert.Equal("sum of 100", Encoding.UTF8.GetString(head.Snapshot!));
        AssertEntries(101, 17, head.After);
        Assert.Equal(KeysUpTo(117), head.Keys);
        AssertEntries(1, 117, await Journal.Read(Some.Conversation, 0, 1_000));
        AssertEntries(31, 4, await Journal.Read(Some.Conversation, 30, 4));
        AssertEntries(64, 2, await Journal.Read(Some.Conversation, 63, 2));
        AssertEntries(90, 28, await Journal.Read(Some.Conversation, 89, 1_000));
    }

    [Fact]
    public async Task It_goes_on_after_a_new_start()
    {
        await Append(Some.Conversation, 0, [.. Enumerable.Repeat(1, 33)]);
        Place.Restart();
        await Append(Some.Conversation, 33, 1, 1);
        Place.Crash();

        await Append(Some.Conversation, 35, [.. Enumerable.Repeat(1, 40)]);

        AssertEntries(1, 75, (await Journal.Open(Some.Conversation)).After);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task An_append_at_a_wrong_seq_stores_nothing(int expectedSeq)
    {
        await Append(Some.Conversation, 0, 1, 1, 1);

        await Assert.ThrowsAsync<JournalConflictException>(() => Append(Some.Conversation, expectedSeq, 1));

        AssertEntries(1, 3, await Journal.Read(Some.Conversation, 0, 10));
        await Append(Some.Conversation, 3, 1);
    }

    [Fact]
    public async Task Of_two_writers_at_the_same_seq_one_wins()
    {
        await Append(Some.Conversation, 0, 1);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => TryAppend(Some.Conversation, Some.Entry(2, $"writer {writer}"))));

        var winner = Assert.Single(Enumerable.Range(0, 8), writer => outcomes[writer]);
        var stored = Assert.Single(await Journal.Read(Some.Conversation, 1, 10));
        Assert.Equal($"writer {winner}", stored.Text());
    }

    [Fact]
    public async Task Entries_must_be_numbered()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Journal.Append(Some.Conversation, 0, []));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Journal.Append(Some.Conversation, 0, [Some.Entry(2)]));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Journal.Append(Some.Conversation, 0, [Some.Entry(1), Some.Entry(3)]));
    }

    [Fact]
    public async Task The_snapshot_that_covers_most_stays()
    {
        await Append(Some.Conversation, 0, 1, 1, 1);

        await Journal.SaveSnapshot(Some.Conversation, 1, "one"u8.ToArray());
        await Journal.SaveSnapshot(Some.Conversation, 3, "three"u8.ToArray());
        await Journal.SaveSnapshot(Some.Conversation, 2, "two"u8.ToArray());

        var head = await Journal.Open(Some.Conversation);
        Assert.Equal((3, "three"), (head.SnapshotSeq, Encoding.UTF8.GetString(head.Snapshot!)));
        Assert.Empty(head.After);
        Assert.Equal(KeysUpTo(3), head.Keys);
    }

    [Fact]
    public async Task It_can_be_opened_as_if_there_were_no_snapshot()
    {
        await Append(Some.Conversation, 0, 1, 1, 1);
        await Journal.SaveSnapshot(Some.Conversation, 2, "two"u8.ToArray());

        var head = await Journal.Open(Some.Conversation, withSnapshot: false);

        Assert.Equal((0, null), (head.SnapshotSeq, head.Snapshot));
        AssertEntries(1, 3, head.After);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(80)]
    public async Task A_tombstone_takes_the_place_of_an_entry(int seq)
    {
        await Append(Some.Conversation, 0, [.. Enumerable.Repeat(1, 80)]);

        await Journal.Replace(Some.Conversation, 80, Some.Entry(seq, "gone"));
        await Journal.Replace(Some.Conversation, 80, Some.Entry(seq, "gone")); // repeating it is harmless

        await Append(Some.Conversation, 80, 1);
        Place.Restart();
        var entries = await Journal.Read(Some.Conversation, 0, 100);
        Assert.Equal(81, entries.Count);
        Assert.All(entries, entry => Assert.Equal(entry.Seq == seq ? "gone" : $"body {entry.Seq}", entry.Text()));
        Assert.Equal(KeysUpTo(81), (await Journal.Open(Some.Conversation)).Keys);
    }

    [Fact]
    public async Task A_tombstone_needs_its_entry()
    {
        await Append(Some.Conversation, 0, 1, 1);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Journal.Replace(Some.Conversation, 2, Some.Entry(3)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Journal.Replace("demo/other", 0, Some.Entry(1)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Journal.Replace(Some.Conversation, 2, Some.Entry(1) with { At = 5 }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Journal.Replace(Some.Conversation, 2, Some.Entry(1) with { Key = 5 }));

        AssertEntries(1, 2, await Journal.Read(Some.Conversation, 0, 10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(80)]
    public async Task Whoever_has_been_overtaken_replaces_nothing(int seq)
    {
        await Append(Some.Conversation, 0, [.. Enumerable.Repeat(1, 79)]);
        await Append(Some.Conversation, 79, 1);
        await Journal.Replace(Some.Conversation, 80, Some.Entry(seq, "the successor's"));

        foreach (var known in (int[])[79, 81, 0])
            await Assert.ThrowsAsync<JournalConflictException>(() => Journal.Replace(Some.Conversation, known, Some.Entry(seq, "the zombie's")));

        Place.Restart();
        await Assert.ThrowsAsync<JournalConflictException>(() => Journal.Replace(Some.Conversation, 79, Some.Entry(seq, "the zombie's")));
        var entries = await Journal.Read(Some.Conversation, 0, 100);
        Assert.Equal(80, entries.Count);
        Assert.All(entries, entry => Assert.Equal(entry.Seq == seq ? "the successor's" : $"body {entry.Seq}", entry.Text()));
    }

    [Fact]
    public async Task A_tombstone_that_comes_with_an_append_is_there_or_refused()
    {
        await Append(Some.Conversation, 0, 1, 1);

        var append = Append(Some.Conversation, 2, 1);
        var refusal = await Record.ExceptionAsync(() => Journal.Replace(Some.Conversation, 2, Some.Entry(1, "gone")));
        await append;

        if (refusal is not null) Assert.IsType<JournalConflictException>(refusal);
        var entries = await Journal.Read(Some.Conversation, 0, 10);
        Assert.Equal([refusal is null ? "gone" : "body 1", "body 2", "body 3"], entries.Select(entry => entry.Text()));
    }

    [Fact]
    public async Task Many_conversations_can_append_at_once()
    {
        var conversations = Enumerable.Range(0, 100).Select(number => $"demo/c-{number}").ToArray();

        await Task.WhenAll(conversations.Select(conversation => Append(conversation, 0, [.. Enumerable.Repeat(1, 40)])));

        Place.Restart();
        foreach (var conversation in conversations) AssertEntries(1, 40, (await Journal.Open(conversation)).After);
    }

    protected static void AssertEntries(int first, int count, IReadOnlyList<StoredEntry> entries)
    {
        Assert.Equal(Enumerable.Range(first, count), entries.Select(entry => entry.Seq));
        Assert.All(entries, entry => Assert.Equal((Some.Moment(entry.Seq), Some.Key(entry.Seq), $"body {entry.Seq}"), (entry.At, entry.Key, entry.Text())));
    }

    /// <summary>Appends groups of so many entries, one group after another.</summary>
    protected async Task Append(string conversation, int after, params int[] groups)
    {
        foreach (var count in groups)
        {
            await Journal.Append(conversation, after, Some.Entries(after + 1, count));
            after += count;
        }
    }

    protected abstract StorePlace MakePlace();

    private static IEnumerable<JournalKey> KeysUpTo(int last) =>
        from seq in Enumerable.Range(1, last)
        where Some.Key(seq) != 0
        select new JournalKey(Some.Key(seq), seq, new DateTimeOffset(Some.Moment(seq), TimeSpan.Zero));

    private async Task<bool> TryAppend(string conversation, StoredEntry entry)
    {
        try
        {
            await Journal.Append(conversation, entry.Seq - 1, [entry]);
            return true;
        }
        catch (JournalConflictException)
        {
            return false;
        }
    }

    private void StartAnew(bool crash)
    {
        if (crash) Place.Crash();
        else Place.Restart();
    }
}
