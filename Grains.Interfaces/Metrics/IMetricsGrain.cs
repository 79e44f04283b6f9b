using System.Collections.Immutable;
using Muster.Identity;
using Orleans.Concurrency;

namespace Muster.Metrics;

/// <summary>
/// The figures of one queue and quarter of an hour, key <c>agency/queue/yyyy-MM-ddTHH:mm</c> (UTC). Adds up durable facts; persisted
/// within seconds. What got lost on the way is counted when its conversation is closed. Fronts and agents ask again until what they tell is stored.
/// </summary>
[Alias("Muster.IMetricsGrain")]
public interface IMetricsGrain : IGrainWithStringKey
{
    /// <summary>Counts what was not counted yet. May be lost, and may be repeated.</summary>
    [AlwaysInterleave, OneWay]
    Task Add(ImmutableArray<Count> counts);

    /// <summary>Counts what was not counted yet; true once all of them are stored. Ask again until they are.</summary>
    Task<bool> Ensure(ImmutableArray<Count> counts);

    /// <summary>What has been counted.</summary>
    Task<Outcome<QuarterFigures>> Figures(Caller caller);

    /// <summary>Counts anew, from the conversations' own facts; what fronts and agents have told stands.</summary>
    Task Rebuild(ImmutableArray<Count> counts);
}
