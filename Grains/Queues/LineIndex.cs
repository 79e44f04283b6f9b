using System.Collections.Immutable;

namespace Muster.Queues;

/// <summary>Which segments a queue's register has.</summary>
public sealed record LineIndex
{
    public ImmutableArray<int> Segments { get; init; } = [];
}
