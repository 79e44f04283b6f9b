namespace Muster.Silo.Storage.Encryption;

/// <summary>The keys that stored records can be read with; the newest, which has the highest id, writes.</summary>
public sealed class MasterKeys
{
    /// <summary>Bytes of a key: AES-256.</summary>
    public const int KeyLength = 32;

    private readonly Dictionary<uint, byte[]> _keys;

    /// <exception cref="ArgumentException">No key, or one that has not 32 bytes.</exception>
    public MasterKeys(IReadOnlyDictionary<uint, byte[]> keys)
    {
        if (keys.Count == 0) throw new ArgumentException("There is no key.", nameof(keys));
        if (keys.Any(key => key.Value.Length != KeyLength)) throw new ArgumentException($"A key has not {KeyLength} bytes.", nameof(keys));
        _keys = new Dictionary<uint, byte[]>(keys);
        Newest = _keys.Keys.Max();
    }

    public uint Newest { get; }

    internal IEnumerable<uint> Ids => _keys.Keys;

    internal ReadOnlySpan<byte> this[uint id] => _keys[id];

    /// <summary>Ids alone: keys are never written anywhere but to their file.</summary>
    public override string ToString() => $"keys {string.Join(", ", _keys.Keys.Order())}";
}
