using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Who a grain is: its type and its key, written <c>type/key</c>.</summary>
public readonly struct GrainId(GrainType type, IdSpan key) : IEquatable<GrainId>, IComparable<GrainId>, IParsable<GrainId>
{
    public GrainType Type { get; } = type;

    public IdSpan Key { get; } = key;

    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    public static bool operator <(GrainId left, GrainId right) => left.CompareTo(right) < 0;

    public static bool operator >(GrainId left, GrainId right) => left.CompareTo(right) > 0;

    public static bool operator <=(GrainId left, GrainId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(GrainId left, GrainId right) => left.CompareTo(right) >= 0;

    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    public static GrainId Parse(string value) => Parse(value, null);

    public static GrainId Parse(string value, IFormatProvider? provider) =>
        TryParse(value, provider, out var result) ? result : throw new ArgumentException($"Unable to parse \"{value}\" as a grain id", nameof(value));

    public static bool TryParse(string? value, out GrainId result) => TryParse(value, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? value, IFormatProvider? provider, out GrainId result)
    {
        result = default;
        if (value is null || value.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash))
        {
            return false;
        }

        result = Create(value[..slash], value[(slash + 1)..]);
        return true;
    }

    /// <summary>The same in every process.</summary>
    public uint GetUniformHashCode() => (Type.Value.GetUniformHashCode() * 31) + Key.GetUniformHashCode();

    public bool Equals(GrainId other) => Key == other.Key && Type == other.Type;

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => (int)GetUniformHashCode();

    public int CompareTo(GrainId other) =>
        Type.Value.CompareTo(other.Type.Value) is not 0 and var byType ? byType : Key.CompareTo(other.Key);

    public override string ToString() => $"{Type}/{Key}";
}
