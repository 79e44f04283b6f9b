using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>An agency as anybody may see it now.</summary>
/// <param name="Settings">How it is set up.</param>
/// <param name="Queues">Which of its queues are open.</param>
/// <param name="At">When this was true, UTC.</param>
[GenerateSerializer, Immutable, Alias("muster.agency-view")]
public sealed record AgencyView(AgencySettings Settings, ImmutableArray<QueueOpening> Queues, DateTimeOffset At);

/// <summary>Whether a queue is open.</summary>
/// <param name="Id">The queue's id.</param>
/// <param name="IsOpen">Now.</param>
/// <param name="OpensAt">The next opening, UTC; null while open, or where none is in sight within a year.</param>
/// <param name="ClosesAt">The next closing, UTC; null while closed or open at all hours.</param>
[GenerateSerializer, Immutable, Alias("muster.queue-opening")]
public sealed record QueueOpening(string Id, bool IsOpen, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt);
