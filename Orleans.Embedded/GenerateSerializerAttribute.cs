namespace Orleans;

/// <summary>The type may cross a grain call: what carries <see cref="IdAttribute"/>, and a record's primary-constructor parameters, travels; the rest is lost.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Records include theirs without asking; a class with a primary constructor must ask.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
