#if ENGINE_ORLEANS
using System.Collections.Immutable;

namespace Muster.Tests.Cluster.Versions;

/// <summary>A contract before it grew.</summary>
[GenerateSerializer, Immutable, Alias("test.old.order")]
public sealed record OldOrder(string Label, OldSize Size)
{
    [Id(0)] public ImmutableArray<OldThing> Things { get; init; } = [];
}

public enum OldSize
{
    Small,
    Large,
}

[GenerateSerializer, Immutable, Alias("test.old.thing")]
public abstract record OldThing(string Name);

[GenerateSerializer, Immutable, Alias("test.old.book")]
public sealed record OldBook(string Name, int Pages) : OldThing(Name);
#endif
