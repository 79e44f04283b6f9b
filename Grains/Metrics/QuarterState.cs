using System.Collections.Immutable;

namespace Muster.Metrics;

/// <summary>The figures of a quarter of an hour, as stored.</summary>
public sealed record QuarterState
{
    public ImmutableArray<KindFigure> Figures { get; init; } = [];

    /// <summary>What has been counted, in the compact form of <see cref="Quarter"/>: 8 bytes each.</summary>
    public ReadOnlyMemory<byte> Counted { get; init; }
}
