namespace Orleans.Runtime;

/// <summary>The name of a grain interface.</summary>
public readonly struct GrainInterfaceType(string value) : IEquatable<GrainInterfaceType>
{
    private readonly string? _value = value;

    public static bool operator ==(GrainInterfaceType left, GrainInterfaceType right) => left.Equals(right);

    public static bool operator !=(GrainInterfaceType left, GrainInterfaceType right) => !left.Equals(right);

    public static GrainInterfaceType Create(string value) => new(value);

    public bool Equals(GrainInterfaceType obj) => string.Equals(_value, obj._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is GrainInterfaceType other && Equals(other);

    public override int GetHashCode() => _value is null ? 0 : _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _value ?? "";
}
