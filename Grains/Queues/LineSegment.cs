using System.Collections.Immutable;

namespace Muster.Queues;

/// <summary>A stored part of the register; a change rewrites one of these and not the line.</summary>
public sealed record LineSegment
{
    /// <summary>How many conversations join one segment before the next begins.</summary>
    public const int Size = 256;

    public ImmutableArray<LineEntry> Entries { get; init; } = [];
}
