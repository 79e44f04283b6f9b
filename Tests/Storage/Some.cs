using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Storage;

/// <summary>What does not matter to a test of storage.</summary>
internal static class Some
{
    public const string Conversation = "demo/c-1";

    public static StorageJson Json { get; } = new(System.Text.Json.JsonSerializerOptions.Web);

    public static long Moment(int seq) => new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero).UtcTicks + seq;

    public static UInt128 Key(int seq) => seq % 3 == 0 ? 0 : new UInt128(7, (ulong)seq);

    public static StoredEntry Entry(int seq, string? body = null) =>
        new(seq, Moment(seq), Key(seq), Encoding.UTF8.GetBytes(body ?? $"body {seq}"));

    /// <summary>Entries from <paramref name="first"/> on.</summary>
    public static StoredEntry[] Entries(int first, int count) => [.. Enumerable.Range(first, count).Select(seq => Entry(seq))];

    /// <summary>A different key under each id.</summary>
    public static MasterKeys Keys(params uint[] ids) =>
        new(ids.ToDictionary(id => id, id => Enumerable.Repeat((byte)id, MasterKeys.KeyLength).ToArray()));

    /// <summary>An envelope with data keys of its own.</summary>
    public static Envelope Envelope(IKeyBook? book = null, MasterKeys? masters = null, TimeProvider? clock = null, IRandomBytes? random = null)
    {
        random ??= new CryptoRandomBytes();
        return new Envelope(DataKeys(book ?? new MemoryKeyBook(), masters ?? Keys(1), clock, random), random);
    }

    public static DataKeys DataKeys(IKeyBook book, MasterKeys masters, TimeProvider? clock = null, IRandomBytes? random = null, DataKeySettings? settings = null)
    {
        var here = new MasterKeysHere(masters, null, random ?? new CryptoRandomBytes(), NullLogger<MasterKeysHere>.Instance);
        return new DataKeys(book, here, here, settings ?? new DataKeySettings(), random ?? new CryptoRandomBytes(), clock ?? TimeProvider.System);
    }

    public static JournalEntry<SomethingSaid> Fact(int seq, string? text = null) =>
        new(seq, new DateTimeOffset(Moment(seq), TimeSpan.Zero), Key(seq), new SomethingSaid(text ?? $"said {seq}"));

    public static string Text(this StoredEntry entry) => Encoding.UTF8.GetString(entry.Body.Span);
}
