using System.Collections.Immutable;
using Muster.Identity;
using Orleans.Concurrency;

namespace Muster.Metrics;

/// <summary>
/// The figures of one queue and quarter of an hour, key <c>agency/queue/yyyy-MM-ddTHH:mm</c> (UTC). Adds up durable facts; persisted
/// within seconds, and rebuilt from the conversations where something got lost.
/// </summary>
[Alias("Muster.IMetricsGrain")]
public interface IMetricsGrain : IGrainWithStringKey
{
    /// <summary>Counts what was not counted yet. May be lost, and may be repeated.</summary>
    [AlwaysInterleave, OneWay]
    Task Add(ImmutableArray<Count> counts);

    /// <summary>What has been counted.</summary>
    Task<Outcome<QuarterFigures>> Figures(Caller caller);

    /// <summary>Counts anew, from the conversations' own facts.</summary>
    Task Rebuild(ImmutableArray<Count> counts);
}
