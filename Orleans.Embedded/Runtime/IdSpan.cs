using System.Text;

namespace Orleans.Runtime;

/// <summary>Text inside an identity. Its hash is the same in every process, so a simulated run can depend on it.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _text;
    private readonly int _hash;

    private IdSpan(string text)
    {
        _text = text;
        _hash = StableHash(text);
    }

    public bool IsDefault => string.IsNullOrEmpty(_text);

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    public static bool operator <(IdSpan left, IdSpan right) => left.CompareTo(right) < 0;

    public static bool operator >(IdSpan left, IdSpan right) => left.CompareTo(right) > 0;

    public static bool operator <=(IdSpan left, IdSpan right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IdSpan left, IdSpan right) => left.CompareTo(right) >= 0;

    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(id);
    }

    public ReadOnlySpan<byte> AsSpan() => Encoding.UTF8.GetBytes(ToString());

    public uint GetUniformHashCode() => (uint)_hash;

    public bool Equals(IdSpan obj) => _hash == obj._hash && string.Equals(_text, obj._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => _hash;

    public int CompareTo(IdSpan other) => string.CompareOrdinal(_text, other._text);

    public override string ToString() => _text ?? "";

    // FNV-1a.
    private static int StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return (int)hash;
    }
}
