namespace Muster.Silo.Storage.Encryption;

/// <summary>The keys of a file or of the environment: one of them, the newest unless said otherwise, wraps data keys; all of them unwrap.</summary>
public sealed class MasterKeys
{
    /// <summary>Bytes of a key: AES-256.</summary>
    public const int KeyLength = 32;

    private readonly Dictionary<uint, byte[]> _keys;

    /// <param name="keys">By id; of two, the higher id is the newer one.</param>
    /// <param name="current">The one that wraps, for the time in which a newer one is brought to all nodes; the newest when null.</param>
    /// <exception cref="ArgumentException">No key, one that has not 32 bytes, or none of the current id.</exception>
    public MasterKeys(IReadOnlyDictionary<uint, byte[]> keys, uint? current = null)
    {
        if (keys.Count == 0) throw new ArgumentException("There is no key.", nameof(keys));
        if (keys.Any(key => key.Value.Length != KeyLength)) throw new ArgumentException($"A key has not {KeyLength} bytes.", nameof(keys));
        if (current is { } named && !keys.ContainsKey(named)) throw new ArgumentException("The current key is not there.", nameof(current));
        _keys = new Dictionary<uint, byte[]>(keys);
        Current = current ?? _keys.Keys.Max();
    }

    /// <summary>The id of the key that wraps.</summary>
    public uint Current { get; }

    internal IEnumerable<uint> Ids => _keys.Keys;

    internal ReadOnlySpan<byte> this[uint id] => _keys[id];

    internal bool Has(uint id) => _keys.ContainsKey(id);

    /// <summary>Ids alone: keys are never written anywhere but to their file.</summary>
    public override string ToString() => $"keys {string.Join(", ", _keys.Keys.Order())}";
}
