#if ENGINE_ORLEANS
using System.Collections.Immutable;

namespace Muster.Tests.Cluster.Versions;

/// <summary>The same contract after it grew, in each way that contracts may.</summary>
[GenerateSerializer, Immutable, Alias("test.new.order")]
public sealed record NewOrder(string Label, NewSize Size, int Copies = 1)
{
    [Id(0)] public ImmutableArray<NewThing> Things { get; init; } = [];

    [Id(1)] public string? Colour { get; init; }

    [Id(2)] public NewThing? Extra { get; init; }

    [Id(3)] public int Weight { get; init; } = 100;
}

public enum NewSize
{
    Small,
    Large,
    Huge,
}

[GenerateSerializer, Immutable, Alias("test.new.thing")]
public abstract record NewThing(string Name);

[GenerateSerializer, Immutable, Alias("test.new.book")]
public sealed record NewBook(string Name, int Pages, string? Author = null) : NewThing(Name);

[GenerateSerializer, Immutable, Alias("test.new.map")]
public sealed record NewMap(string Name, int Scale) : NewThing(Name);
#endif
