namespace Orleans.Runtime;

/// <summary>The name of a grain class, see <see cref="GrainTypeAttribute"/>.</summary>
public readonly struct GrainType(IdSpan id) : IEquatable<GrainType>
{
    public bool IsDefault => Value.IsDefault;

    public IdSpan Value { get; } = id;

    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    public static GrainType Create(string value) => new(IdSpan.Create(value));

    public bool Equals(GrainType obj) => Value == obj.Value;

    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Value.ToString();
}
