using Muster.Silo.Storage.OverGrainStorage;

namespace Muster.Tests.Storage;

/// <summary>Rows of the log become pages in the background; nobody notices.</summary>
public sealed class SealingTests
{
    [Fact]
    public async Task A_long_conversation_is_found_in_pages_and_log()
    {
        using var place = new SqlitePlace();

        await Append(place, "demo/long", 3_000);
        await Sealed(place, pages: 32);

        Assert.Equal(Enumerable.Range(1, 3_000), (await place.Journal.Read("demo/long", 0, int.MaxValue)).Select(entry => entry.Seq));
        place.Crash();
        Assert.Equal(Enumerable.Range(1, 3_000), (await place.Journal.Open("demo/long")).After.Select(entry => entry.Seq));
    }

    [Fact]
    public async Task The_log_stays_short_though_a_conversation_is_never_full()
    {
        using var place = new SqlitePlace(settings => settings with { LongestTail = 500 });
        await Append(place, "demo/quiet", 3);

        await Append(place, "demo/long", 4_000);
        while (place.Database.Counters.TailLength > 1_700) await Append(place, "demo/other", 1);

        Assert.Equal(3, (await place.Journal.Open("demo/quiet")).LastSeq);
        await place.Journal.Append("demo/quiet", 3, [Some.Entry(4)]);
        place.Restart();
        Assert.Equal(Enumerable.Range(1, 4), (await place.Journal.Read("demo/quiet", 0, 10)).Select(entry => entry.Seq));
    }

    [Fact]
    public async Task Readers_see_every_entry_while_it_is_moved()
    {
        using var place = new SqlitePlace(settings => settings with { LongestTail = 200 });
        var journal = place.Journal;
        var last = 0;

        var writing = Write();
        while (!writing.IsCompleted)
        {
            var stored = Volatile.Read(ref last);
            var entries = await journal.Read("demo/long", 0, int.MaxValue);
            Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(entry => entry.Seq));
            Assert.True(entries.Count >= stored, "An entry that was acknowledged is not seen.");
            Assert.True((await journal.Open("demo/long")).LastSeq >= entries.Count, "The head is behind what was read.");
        }

        await writing;

        async Task Write()
        {
            for (; last < 6_000; Volatile.Write(ref last, last + 20))
                await Task.WhenAll(journal.Append("demo/long", last, Some.Entries(last + 1, 20)), journal.Append($"demo/{last}", 0, [Some.Entry(1)]));
        }
    }

    [Fact]
    public async Task A_tombstone_is_not_lost_while_its_entry_is_moved()
    {
        using var place = new SqlitePlace(settings => settings with { LongestTail = 100 });
        for (var last = 0; last < 2_000; last += 20)
        {
            await place.Journal.Append("demo/long", last, Some.Entries(last + 1, 20));
            await place.Journal.Replace("demo/long", last + 20, Some.Entry(last + 7, "gone"));
        }

        Assert.All(await place.Journal.Read("demo/long", 0, 2_000), entry => Assert.Equal(entry.Seq % 20 == 7 ? "gone" : $"body {entry.Seq}", entry.Text()));
    }

    [Fact]
    public async Task A_message_costs_as_much_at_entry_10000_as_at_entry_10()
    {
        using var place = new SqlitePlace();
        var counters = place.Database.Counters;

        await Append(place, "demo/long", 2_048);
        await Sealed(place, pages: 32);
        var early = counters.BytesWritten;
        await Append(place, "demo/long", 6_144, after: 2_048);
        await Sealed(place, pages: 224);
        var before = counters.BytesWritten;
        await Append(place, "demo/long", 2_048, after: 8_192);
        await Sealed(place, pages: 288);
        var late = counters.BytesWritten - before;

        Assert.InRange(late / (double)early, 0.9, 1.1);
    }

    [Fact]
    public async Task Over_states_a_message_costs_the_same_too()
    {
        using var place = new SimulatedPlace();
        var counting = new CountingStates(place.States);
        var journal = new GrainStorageJournalStore(counting);

        var early = await BytesFor(1, 2_048);
        await BytesFor(2_049, 6_144);
        var late = await BytesFor(8_193, 2_048);

        Assert.InRange(late / (double)early, 0.95, 1.05);

        async Task<long> BytesFor(int first, int count)
        {
            var before = counting.BytesWritten;
            for (var seq = first; seq < first + count; seq++) await journal.Append("demo/long", seq - 1, [Some.Entry(seq)]);
            return counting.BytesWritten - before;
        }
    }

    private static async Task Append(SqlitePlace place, string conversation, int count, int? after = null)
    {
        var last = after ?? (await place.Journal.Open(conversation)).LastSeq;
        for (var seq = last + 1; seq <= last + count; seq++) await place.Journal.Append(conversation, seq - 1, [Some.Entry(seq)]);
    }

    /// <summary>The keeper works on a thread of its own; every look at the store gives it time.</summary>
    private static async Task Sealed(SqlitePlace place, int pages)
    {
        for (var looks = 0; place.Database.Counters.PagesSealed < pages; looks++)
        {
            await place.Journal.Open("demo/nobody");
            Assert.True(looks < 1_000_000, $"{place.Database.Counters.PagesSealed} pages were sealed, not {pages}.");
        }
    }
}
