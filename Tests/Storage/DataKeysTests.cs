using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Storage;

/// <summary>Data keys of several processes over one book.</summary>
public sealed class DataKeysTests
{
    private static readonly KeyScope Lines = new("demo", RecordClass.Line);
    private static readonly byte[] Content = [.. "what somebody wrote"u8];

    private readonly MemoryKeyBook _book = new();
    private readonly HandClock _clock = new();

    [Fact]
    public async Task A_new_key_writes_and_what_was_written_before_is_read()
    {
        var (one, other) = (Process(), Process());
        var old = await Seal(one);
        Assert.Equal(Content, await Open(other, old));

        await one.Keys.Renew(Lines, KeepMonths.Standing);

        var renewed = await Seal(one);
        Assert.NotEqual(Envelope.KeyIdOf(old), Envelope.KeyIdOf(renewed));
        Assert.Equal(Envelope.KeyIdOf(old), Envelope.KeyIdOf(await Seal(other)));
        Assert.Equal(Content, await Open(Process(), renewed));
        await other.Keys.Round();
        Assert.Equal(Envelope.KeyIdOf(renewed), Envelope.KeyIdOf(await Seal(other)));
        Assert.Equal(Content, await Open(other, old));
    }

    [Fact]
    public async Task A_standing_key_that_has_written_for_long_is_followed_by_another()
    {
        var one = Process();
        var old = await Seal(one);
        await one.Keys.Round();
        Assert.Equal(Envelope.KeyIdOf(old), Envelope.KeyIdOf(await Seal(one)));

        _clock.Advance(one.Keys.Settings.RenewAfter);
        await Task.WhenAll(one.Keys.Round(), Process().Keys.Round());

        Assert.NotEqual(Envelope.KeyIdOf(old), Envelope.KeyIdOf(await Seal(one)));
        Assert.Equal(2, (await one.Keys.All())[0].Ring.Keys.Length);
        Assert.Equal(Content, await Open(one, old));
    }

    [Fact]
    public async Task Another_master_key_takes_over_while_records_are_written_and_the_old_one_may_go()
    {
        var file = Some.Keys(1);
        var here = new MasterKeysHere(file, () => file, new CryptoRandomBytes(), NullLogger<MasterKeysHere>.Instance);
        var running = new Envelope(new DataKeys(_book, here, here, new DataKeySettings(), new CryptoRandomBytes(), _clock), new CryptoRandomBytes());
        var old = await Seal(running);
        await running.Keys.ForWriting(running.Keys.Place(new("demo", RecordClass.Conversation), "2028-11"));

        file = Some.Keys(1, 2);
        await running.Keys.Round();

        Assert.All(await running.Keys.All(), one => Assert.All(one.Ring.Keys, key => Assert.Equal("2", key.Master)));
        Assert.Equal(Content, await Open(Process(Some.Keys(2)), old));
        var refusal = await Assert.ThrowsAsync<StorageRefusedException>(Process(Some.Keys(1)).Keys.Check);
        Assert.Equal("The data keys in the book in memory were written with other keys: they are wrapped by master key 2, which is missing here or another. Bring it back.", refusal.Message);
    }

    [Fact]
    public async Task A_node_that_has_the_new_master_key_and_not_yet_uses_it_wraps_nothing_back()
    {
        await Seal(Process(Some.Keys(1)));
        await Process(Some.Keys(1, 2)).Keys.Round();

        await Process(new MasterKeys(new Dictionary<uint, byte[]> { [1] = [.. Some.Keys(1)[1]], [2] = [.. Some.Keys(2)[2]] }, current: 1)).Keys.Round();

        Assert.Equal("2", (await Process().Keys.All())[0].Ring.Keys[0].Master);
    }

    [Fact]
    public async Task A_master_key_that_has_not_arrived_yet_is_no_damage()
    {
        var file = Some.Keys(1);
        var here = new MasterKeysHere(file, () => file, new CryptoRandomBytes(), NullLogger<MasterKeysHere>.Instance);
        var late = new Envelope(new DataKeys(_book, here, here, new DataKeySettings(), new CryptoRandomBytes(), _clock), new CryptoRandomBytes());
        var record = await Seal(Process(Some.Keys(1, 2)));

        await Assert.ThrowsAsync<KeysUnavailableException>(() => Open(late, record));

        file = Some.Keys(1, 2);
        Assert.Equal(Content, await Open(late, record));
    }

    [Fact]
    public async Task Another_key_under_the_same_id_stops_the_start_with_one_sentence()
    {
        await Seal(Process(Some.Keys(1)));
        var other = new MasterKeys(new Dictionary<uint, byte[]> { [1] = new byte[32] });

        var refusal = await Assert.ThrowsAsync<StorageRefusedException>(Process(other).Keys.Check);

        Assert.Contains("are wrapped by master key 1, which is missing here or another", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrapped_key_put_in_anothers_place_is_found_out()
    {
        await Seal(Process());
        var (ring, _) = (await _book.Read(Lines.Name))!.Value;
        await _book.Write("other/line", ring, null);
        var record = await Seal(Process());

        var moved = Process();
        await Assert.ThrowsAsync<EnvelopeException>(async () => await moved.KeyOf(new("other", RecordClass.Line), record));
    }

    [Fact]
    public async Task A_record_whose_key_is_in_no_ring_is_damaged_and_not_asked_for_again_and_again()
    {
        var (one, counted) = (Process(), new CountingBook(_book));
        var record = await Seal(one);
        record[5] ^= 1;
        var other = new Envelope(Some.DataKeys(counted, Some.Keys(1), _clock), new CryptoRandomBytes());

        for (var time = 0; time < 100; time++) await Assert.ThrowsAsync<EnvelopeException>(() => Open(other, record));

        Assert.InRange(counted.Reads, 1, 2);
    }

    [Fact]
    public async Task No_more_keys_are_open_than_allowed_and_dropped_ones_come_back()
    {
        const int Most = 16;
        var keys = Some.DataKeys(_book, Some.Keys(1), _clock, settings: new DataKeySettings { MostOpen = Most });
        var envelope = new Envelope(keys, new CryptoRandomBytes());
        var records = new List<byte[]>();
        foreach (var month in Months(60))
        {
            records.Add(envelope.Seal(await keys.ForWriting(keys.Place(Lines, month)), Content, []));
            Assert.InRange(keys.Open, 1, Most);
        }

        foreach (var record in records) Assert.Equal(Content, await Open(envelope, record));
    }

    [Fact]
    public async Task Whoever_holds_a_key_that_was_dropped_cannot_use_it()
    {
        var one = Process();
        var key = await one.Keys.ForWriting(one.Keys.Place(Lines, "2026-01"));

        await one.Keys.Destroy(Lines, "2026-01");

        Assert.Throws<KeysUnavailableException>(() => one.Seal(key, Content, []));
    }

    [Fact]
    public async Task Each_destruction_is_told_of_once()
    {
        var (one, other, told) = (Process(), Process(), new List<string>());
        await one.Keys.ForWriting(one.Keys.Place(Lines, "2026-01"));
        await one.Keys.ForWriting(one.Keys.Place(Lines, "2026-02"));

        Assert.Equal(1, await one.Keys.Destroy(Lines, "2026-01"));
        Assert.Equal(0, await one.Keys.Destroy(Lines, "2026-01"));
        Assert.Equal(0, await one.Keys.Destroy(Lines, "2025-12"));
        foreach (var process in new[] { other, one, other })
        {
            await process.Keys.Round();
            await process.Keys.TellOfDestroyed((scope, period, at) =>
            {
                told.Add($"{scope.Name} {period} {at:u}");
                return Task.CompletedTask;
            });
        }

        Assert.Equal([$"demo/line 2026-01 {_clock.GetUtcNow():u}"], told);
    }

    [Fact]
    public async Task A_vault_is_asked_once_for_a_key_and_its_silence_is_no_damage()
    {
        using var vault = new VaultDouble();
        var one = new Envelope(new DataKeys(_book, vault, null, new DataKeySettings(), new CryptoRandomBytes(), _clock), new CryptoRandomBytes());
        var record = await Seal(one);
        for (var time = 0; time < 100; time++) await Open(one, await Seal(one));
        Assert.InRange(vault.Asked, 1, 2); // wrap, unwrap

        vault.IsSilent = true;
        Assert.Equal(Content, await Open(one, record));
        var other = new Envelope(new DataKeys(_book, vault, null, new DataKeySettings(), new CryptoRandomBytes(), _clock), new CryptoRandomBytes());
        await Assert.ThrowsAsync<KeysUnavailableException>(() => Open(other, record));

        vault.IsSilent = false;
        vault.NewVersion();
        await other.Keys.Round();
        Assert.Equal(vault.Current, (await other.Keys.All())[0].Ring.Keys[0].Master);
        Assert.Equal(Content, await Open(other, record));
    }

    private static IEnumerable<string> Months(int count) => Enumerable.Range(0, count).Select(month => $"{2026 + (month / 12)}-{(month % 12) + 1:00}");

    private static async Task<byte[]> Seal(Envelope envelope) =>
        envelope.Seal(await envelope.Keys.ForWriting(envelope.Keys.Place(Lines, KeepMonths.Standing)), Content, []);

    private static async Task<byte[]> Open(Envelope envelope, byte[] record) => Envelope.Open(await envelope.KeyOf(Lines, record), record, []);

    private Envelope Process(MasterKeys? masters = null) => Some.Envelope(_book, masters, _clock);

    private sealed class CountingBook(IKeyBook book) : IKeyBook
    {
        public int Reads { get; private set; }

        public string Where => book.Where;

        public Task<IReadOnlyList<(string Name, string Tag)>> List() => book.List();

        public Task<(byte[] Ring, string Tag)?> Read(string name)
        {
            Reads++;
            return book.Read(name);
        }

        public Task<string?> Write(string name, byte[] ring, string? expected) => book.Write(name, ring, expected);
    }
}
