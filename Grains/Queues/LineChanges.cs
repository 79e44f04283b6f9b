using System.Collections.Immutable;

namespace Muster.Queues;

/// <summary>What has to be stored for the stored segments to be the line as it was when this was taken.</summary>
/// <param name="Segments">The numbers of all segments.</param>
/// <param name="Changed">Those to be written.</param>
/// <param name="Empty">Those to be removed: nobody is in them and nobody will join them.</param>
public sealed record LineChanges(
    ImmutableArray<int> Segments, ImmutableArray<(int Number, LineSegment Segment)> Changed, ImmutableArray<int> Empty);
