using Orleans.Embedded;

namespace Orleans.Runtime;

/// <summary>What callers hold instead of a grain. Two are equal when they name the same grain, whatever the interface.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private protected GrainReference(Engine engine, GrainId grainId)
    {
        Engine = engine;
        GrainId = grainId;
    }

    public GrainId GrainId { get; }

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

    public virtual string InterfaceName => "";

    internal Engine Engine { get; }

    /// <summary>Where the last call went, so the next need not look it up.</summary>
    internal Activation? LastSeen { get; set; }

    public static bool operator ==(GrainReference? left, GrainReference? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"GrainReference:{GrainId}:{InterfaceName}";
}
