using System.Collections.Immutable;

namespace Muster.Metrics;

/// <summary>The figures of a quarter of an hour, as stored.</summary>
public sealed record QuarterState
{
    public ImmutableArray<KindFigure> Figures { get; init; } = [];

    /// <summary>What has been counted, in the compact form of <see cref="Tally"/>: 8 bytes each.</summary>
    public ReadOnlyMemory<byte> Counted { get; init; }

    /// <summary>Of what fronts and agents tell, which is in no conversation and cannot be counted anew.</summary>
    public ImmutableArray<KindFigure> ToldFigures { get; init; } = [];

    /// <summary>What of it has been counted, in the same form.</summary>
    public ReadOnlyMemory<byte> ToldCounted { get; init; }
}
