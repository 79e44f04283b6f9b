using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Storage;

/// <summary>A data key that is destroyed disposes of exactly what it protects: in journal, pages, snapshots and states, after a restart and from a backup.</summary>
public sealed class DisposalTests
{
    private const string Disposed = "disposed of";

    /// <summary>More than a page of any store holds.</summary>
    private const int Facts = 40;

    private static readonly string[] Agencies = ["harbour", "roads"];
    private static readonly DateTimeOffset FirstMonth = new(2026, 1, 31, 23, 59, 0, TimeSpan.Zero);

    private readonly MemoryKeyBook _book = new();
    private readonly HandClock _clock = new();
    private MasterKeys _masters = Some.Keys(1);

    [Theory]
    [InlineData("disk", 1)]
    [InlineData("disk", 2)]
    [InlineData("file", 1)]
    [InlineData("file", 2)]
    [InlineData("pages", 1)]
    [InlineData("pages", 2)]
    public async Task Exactly_its_records_are_disposed_of(string kind, int seed)
    {
        using var place = Make(kind);
        await WriteAll(place);
        var before = await ReadAll(place, _book);
        Assert.DoesNotContain(Disposed, before.Values);
        Assert.Equal(before, await ReadAll(place, _book)); // by another process

        var random = new Random(seed);
        var doomed = new HashSet<(KeyScope Scope, string Period)>();
        var all = (await Process(_book).Keys.All()).SelectMany(one => one.Ring.Keys.Select(key => (one.Scope, key.Period))).ToArray();
        random.Shuffle(all);
        foreach (var (scope, period) in all.Take(6))
        {
            Assert.Equal(1, await Process(_book).Keys.Destroy(scope, period));
            doomed.Add((scope, period));
        }

        place.Restart();
        var expected = before.ToDictionary(record => record.Key, record => doomed.Contains(PlaceOf(record.Key)) ? Disposed : record.Value);
        Assert.Equal(expected, await ReadAll(place, _book));
        Assert.Contains(Disposed, expected.Values);
        Assert.Contains(expected.Values, value => value != Disposed);
    }

    [Fact]
    public async Task A_backup_of_before_is_unreadable_once_the_key_is_gone_and_all_else_in_it_is_not()
    {
        using var place = new SqlitePlace();
        await WriteAll(place);
        var before = await ReadAll(place, _book);
        var bookOfThen = _book.Copy();
        place.Crash(); // the place goes on with a copy of its files, as one restored from a backup does
        var destroyed = (new KeyScope("harbour", RecordClass.Conversation), "2028-02");

        await Process(_book).Keys.Destroy(destroyed.Item1, destroyed.Item2);

        var expected = before.ToDictionary(record => record.Key, record => PlaceOf(record.Key) == destroyed ? Disposed : record.Value);
        Assert.Equal(expected, await ReadAll(place, _book));

        // A copy of the book from before the destruction would bring it back: until the master key that wrapped it is gone, too.
        Assert.Equal(before, await ReadAll(place, bookOfThen));
        _masters = Some.Keys(1, 2);
        await Process(_book).Keys.Round();
        _masters = Some.Keys(2);
        Assert.Equal(expected, await ReadAll(place, _book));
        await Assert.ThrowsAsync<StorageRefusedException>(() => Process(bookOfThen).Keys.Check());
    }

    [Fact]
    public async Task What_was_disposed_of_takes_nothing_more()
    {
        using var place = new SimulatedPlace();
        var process = Process(_book);
        var journal = Journal(place, process);
        await journal.Append("harbour/c-1", 0, [Fact(1, FirstMonth)]);
        await process.Keys.Destroy(new KeyScope("harbour", RecordClass.Conversation), "2028-01");

        foreach (var later in new[] { journal, Journal(place, Process(_book)) })
        {
            await Assert.ThrowsAsync<JournalDisposedException>(() => later.Append("harbour/c-1", 1, [Fact(2, FirstMonth)]));
            await Assert.ThrowsAsync<JournalDisposedException>(() => later.SaveSnapshot("harbour/c-1", 1, new Sum(1, "x")));
            await Assert.ThrowsAsync<JournalDisposedException>(() => later.Replace("harbour/c-1", 1, Fact(1, FirstMonth)));
            await Assert.ThrowsAsync<JournalDisposedException>(() => later.Read("harbour/c-1", 0, 1));
            await Assert.ThrowsAsync<JournalDisposedException>(() => later.Append("harbour/c-2", 0, [Fact(1, FirstMonth)]));
            await later.Append("harbour/c-3", later == journal ? 0 : 1, [Fact(later == journal ? 1 : 2, FirstMonth.AddMonths(1))]);
        }

        var states = States(place, process);
        var register = GrainId.Create("register", "harbour/2026-01-31/7");
        await states.WriteStateAsync("register", register, new GrainState<List<string>>(["c-1"]));
        await process.Keys.Destroy(new KeyScope("harbour", RecordClass.Register), "2028-01");
        var read = new GrainState<List<string>>();
        await states.ReadStateAsync("register", register, read);
        Assert.Empty(read.State!);
        Assert.False(read.RecordExists);
        await Assert.ThrowsAsync<StateDisposedException>(() => states.WriteStateAsync("register", register, read));
    }

    [Fact]
    public async Task A_standing_state_is_written_with_the_new_key_the_next_time()
    {
        using var place = new SimulatedPlace();
        var process = Process(_book);
        var (states, grain) = (States(place, process), GrainId.Create("account", "harbour/alex"));
        await states.WriteStateAsync("account", grain, new GrainState<List<string>>(["old"]));
        var old = Envelope.KeyIdOf(await Raw(place, grain));
        await process.Keys.Renew(new KeyScope("harbour", RecordClass.Staff), KeepMonths.Standing);

        var read = new GrainState<List<string>>();
        await states.ReadStateAsync("account", grain, read);
        Assert.Equal(["old"], read.State);
        read.State = ["new"];
        await states.WriteStateAsync("account", grain, read);

        Assert.NotEqual(old, Envelope.KeyIdOf(await Raw(place, grain)));
    }

    [Fact]
    public async Task A_conversation_uses_one_key_for_its_whole_life_whatever_the_month_and_the_settings()
    {
        using var place = new SimulatedPlace();
        await Journal(place, Process(_book)).Append("harbour/c-1", 0, [Fact(1, FirstMonth)]);
        var later = new Envelope(
            Some.DataKeys(_book, _masters, _clock, settings: new DataKeySettings { Keep = new KeepMonths { Conversations = 7 } }), new CryptoRandomBytes());

        var journal = Journal(place, later);
        await journal.Append("harbour/c-1", 1, [Fact(2, FirstMonth.AddMonths(3))]);
        await journal.SaveSnapshot("harbour/c-1", 1, new Sum(1, "x"));
        await journal.Replace("harbour/c-1", 2, Fact(1, FirstMonth));

        var head = await place.Journal.Open("harbour/c-1");
        var entries = await place.Journal.Read("harbour/c-1", 0, 10);
        Assert.Single(entries.Select(entry => Envelope.KeyIdOf(entry.Body.Span)).Append(Envelope.KeyIdOf(head.Snapshot)).Distinct());
        await journal.Append("harbour/c-2", 0, [Fact(1, FirstMonth)]);
        Assert.Equal(["2026-08", "2028-01"], (await later.Keys.All())[0].Ring.Keys.Select(key => key.Period).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_written_before_there_were_data_keys_is_read_and_gone_on_with()
    {
        using var place = new SimulatedPlace();
        var entry = new StoredEntry(1, FirstMonth.UtcTicks, 0, default);
        var bytes = new byte[Place.MostBytes("harbour/c-1")];
        var length = Place.OfEntry(bytes, "harbour/c-1", entry);
        var body = EnvelopeTests.OfVersion1(1, [.. """{"text":"said 1"}"""u8], bytes[..length]);
        await place.Journal.Append("harbour/c-1", 0, [entry with { Body = body }]);

        await Journal(place, Process(_book)).Append("harbour/c-1", 1, [Fact(2, FirstMonth.AddMonths(2))]);

        var read = await Journal(place, Process(_book)).Read("harbour/c-1", 0, 10);
        Assert.Equal(["said 1", "said 2"], read.Select(one => one.Fact.Text));
        Assert.Equal("2028-01", Assert.Single((await Process(_book).Keys.All())[0].Ring.Keys).Period);
    }

    private static StorePlace Make(string kind) => kind switch
    {
        "file" => new SqlitePlace(),
        "pages" => new OverGrainStoragePlace(new SimulatedPlace()),
        _ => new SimulatedPlace(),
    };

    /// <summary>Twice each agency's conversations of four months, their registers and figures, and what is standing.</summary>
    private async Task WriteAll(StorePlace place)
    {
        var process = Process(_book);
        var (journal, states) = (Journal(place, process), States(place, process));
        foreach (var name in Names().Where(name => !IsState(name)))
        {
            var openedAt = OpenedAt(name);
            var facts = Enumerable.Range(1, Facts).Select(seq => Fact(seq, openedAt.AddMinutes(seq - 1), $"{name} said {seq}")).ToArray();
            await journal.Append(name, 0, facts[..3]);
            await journal.Append(name, 3, facts[3..]);
            await journal.SaveSnapshot(name, 20, new Sum(20, $"{name} so far"));
            await journal.Replace(name, Facts, facts[1] with { Fact = new SomethingSaid("(removed)") });
        }

        foreach (var name in Names().Where(IsState))
            await states.WriteStateAsync("state", GrainId.Parse(name, CultureInfo.InvariantCulture), new GrainState<List<string>>([$"state of {name}"]));
    }

    /// <summary>What a process that has just started makes of each record.</summary>
    private async Task<Dictionary<string, string>> ReadAll(StorePlace place, IKeyBook book)
    {
        var process = Process(book);
        await process.Keys.Check();
        var (journal, states) = (Journal(place, process), States(place, process));
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Names()) all[name] = IsState(name) ? await OfState(name) : await OfJournal(name);
        return all;

        async Task<string> OfState(string name)
        {
            var state = new GrainState<List<string>>();
            await states.ReadStateAsync("state", GrainId.Parse(name, CultureInfo.InvariantCulture), state);
            return state.RecordExists ? Assert.Single(state.State!) : Disposed;
        }

        async Task<string> OfJournal(string name)
        {
            try
            {
                var head = await journal.Open(name);
                var facts = await journal.Read(name, 0, Facts);
                return $"{head.LastSeq} {head.Snapshot} {head.After.Count} {string.Join('|', facts.Select(fact => fact.Fact.Text))}";
            }
            catch (JournalDisposedException)
            {
                await Assert.ThrowsAsync<JournalDisposedException>(() => journal.Read(name, Facts - 1, 1));
                return Disposed;
            }
        }
    }

    private static IEnumerable<string> Names() =>
        from agency in Agencies
        from name in Enumerable.Range(0, 4).SelectMany(month => new[]
        {
            $"{agency}/c-{month}-1", $"{agency}/c-{month}-2", $"register/{agency}/2026-{month + 1:00}-15/7", $"metrics/{agency}/general/2026-{month + 1:00}-15T08:15",
        }).Concat([$"account/{agency}/alex", $"agent/{agency}/s-1", $"queue/{agency}/general", $"agency/{agency}", $"audit/{agency}/2026-03-01"])
        select name;

    private static bool IsState(string name) => !Agencies.Contains(name.Split('/')[0]);

    private static DateTimeOffset OpenedAt(string conversation) => FirstMonth.AddMonths(conversation.Split('-')[1][0] - '0');

    /// <summary>As docs/operators.md tells it, by other means than the product's.</summary>
    private static (KeyScope Scope, string Period) PlaceOf(string name)
    {
        var parts = name.Split('/');
        var month = IsState(name) ? 0 : OpenedAt(name).Month;
        return IsState(name) ? parts[0] switch
        {
            "register" => (new(parts[1], RecordClass.Register), $"2028-{parts[2][5..7]}"),
            "metrics" => (new(parts[1], RecordClass.Figures), $"2033-{parts[3][5..7]}"),
            "audit" => (new(parts[1], RecordClass.Audit), "2033-03"),
            "queue" => (new(parts[1], RecordClass.Line), KeepMonths.Standing),
            _ => (new(parts[1], RecordClass.Staff), KeepMonths.Standing),
        } : (new(parts[0], RecordClass.Conversation), $"2028-{month:00}");
    }

    private static JournalEntry<SomethingSaid> Fact(int seq, DateTimeOffset at, string? text = null) => new(seq, at, Some.Key(seq), new SomethingSaid(text ?? $"said {seq}"));

    private static async Task<byte[]> Raw(StorePlace place, GrainId grain)
    {
        var stored = new GrainState<StoredBytes>(new StoredBytes());
        await place.States.ReadStateAsync("account", grain, stored);
        return stored.State!.Bytes;
    }

    private static Journal<SomethingSaid, Sum> Journal(StorePlace place, Envelope envelope) =>
        new(place.Journal, envelope, Some.Json, NullLogger<Journal<SomethingSaid, Sum>>.Instance);

    private static EnvelopedGrainStorage States(StorePlace place, Envelope envelope) => new(place.States, envelope, Some.Json);

    private Envelope Process(IKeyBook book) => Some.Envelope(book, _masters, _clock);
}
