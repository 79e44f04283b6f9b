using System.Collections.Immutable;
using System.Text.Json;

namespace Muster.Silo.Storage.Encryption;

/// <summary>
/// The data keys of one <see cref="KeyScope"/>, in the order they were made: of several for one period the last writes, and all read. One that
/// was destroyed leaves its id, so that what it protected is known to be disposed of, and not taken for damage.
/// </summary>
public sealed record KeyRing(ImmutableArray<StoredKey> Keys)
{
    public static KeyRing Empty { get; } = new([]);

    /// <exception cref="JsonException">It holds no ring.</exception>
    public static KeyRing Of(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<KeyRing>(bytes, JsonSerializerOptions.Web) is { Keys.IsDefault: false } ring ? ring : throw new JsonException("it holds no ring");

    public byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    public StoredKey? Find(string id) => Keys.FirstOrDefault(key => key.Id == id);

    /// <summary>The one that writes; null where one is still to be made, or where they were destroyed.</summary>
    public StoredKey? CurrentOf(string period) => Keys.LastOrDefault(key => key.Period == period && !key.IsDestroyed);

    /// <summary>Whether there were keys of the period and none is left: nothing of it may be written any more.</summary>
    public bool IsDestroyed(string period) => CurrentOf(period) is null && Keys.Any(key => key.Period == period);

    public KeyRing With(StoredKey made) => new(Keys.Add(made));

    /// <summary>Without every key of the period: wrapped forms are gone, ids stay. Itself where there is none.</summary>
    public KeyRing Destroyed(string period, DateTimeOffset at) => CurrentOf(period) is null ? this : new(
        [.. Keys.Select(key => key.Period == period && !key.IsDestroyed ? key with { Master = null, Wrapped = null, DestroyedAt = at } : key)]);

    /// <summary>After the audit has been told of what was destroyed of the period.</summary>
    public KeyRing ToldOf(string period) => new([.. Keys.Select(key => key.Period == period && key.IsDestroyed ? key with { Told = true } : key)]);

    /// <summary>With another form of a key that is still there.</summary>
    public KeyRing Replaced(StoredKey key) => new([.. Keys.Select(one => one.Id == key.Id ? key : one)]);
}
