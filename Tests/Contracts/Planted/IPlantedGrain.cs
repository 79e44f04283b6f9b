#if ENGINE_EMBEDDED // Orleans' own analyzers do not even build this
using System.Collections.Immutable;

namespace Muster.Tests.Contracts.Planted;

/// <summary>Everything a contract must not do. No grain: an engine would refuse to start with it.</summary>
internal interface IPlantedGrain
{
    Task<Careless> Ask(Once once, Twice twice);

    Task Send(byte[] bytes);
}

/// <summary>Nothing about it is right.</summary>
internal sealed class Careless
{
    private int _hidden;

    public string Name { get; set; } = "";

    public List<string> Names { get; } = [];

    public int Grow() => ++_hidden;
}

/// <summary>Right, but for what its list holds.</summary>
[GenerateSerializer, Immutable, Alias("planted")]
internal sealed record Once(ImmutableArray<Nested> Items);

/// <summary>Takes another's alias and its own id twice.</summary>
[Immutable, Alias("planted")]
internal sealed record Twice
{
    [Id(0)] public string One { get; init; } = "";

    [Id(0)] public string Other { get; init; } = "";
}

/// <summary>Forgot one attribute.</summary>
[GenerateSerializer, Alias("planted-nested")]
internal sealed record Nested(string Text);
#endif
