using Microsoft.Extensions.Logging;
using Muster.Identity;
using Muster.Metrics;

namespace Muster.Agents;

/// <summary>
/// Tells the figures of an agent's queues what <see cref="WorkTime"/> adds up, again and again until it is stored there. Each minute of the clock counts once
/// for an agent, whoever tells of it and how often: two activations count nothing twice. What one that is killed had not told yet is lost: the minute it was in,
/// and those before that the figures could not take.
/// </summary>
internal sealed class WorkReport(IGrainFactory grains, string agent, ILogger log)
{
    /// <summary>Should figures not be stored for long, the oldest are given up.</summary>
    private const int MostKept = 5_000;

    private List<(string Quarter, Count Count)> _untold = [];
    private bool _isTelling;

    /// <param name="queues">The ids of those the agent serves.</param>
    /// <param name="minutes">What they did, whichever queue it was for.</param>
    public void Add(IEnumerable<string> queues, IReadOnlyList<WorkMinute> minutes)
    {
        if (minutes.Count == 0)
            return;

        foreach (var queue in queues)
        {
            foreach (var minute in minutes)
            {
                var quarter = QuarterOfHour.Key(GrainKey.AgencyOf(agent), queue, minute.Start);
                Add(quarter, minute, Counted.Staffed, minute.Staffed);
                Add(quarter, minute, Counted.Handling, minute.Handling);
                Add(quarter, minute, Counted.Holding, minute.Holding);
            }
        }

        if (_untold.Count > MostKept)
            _untold.RemoveRange(0, _untold.Count - MostKept);
    }

    /// <summary>Tells what is not surely stored; what fails is told again by the next call.</summary>
    public async Task Tell()
    {
        if (_isTelling || _untold.Count == 0)
            return;

        _isTelling = true;
        try
        {
            var quarters = await Task.WhenAll(_untold.GroupBy(counted => counted.Quarter, counted => counted.Count).Select(Ensure));
            var stored = quarters.SelectMany(quarter => quarter).ToHashSet();
            _untold = [.. _untold.Where(counted => !stored.Contains(counted))];
        }
        finally
        {
            _isTelling = false;
        }
    }

    private async Task<IReadOnlyList<(string Quarter, Count Count)>> Ensure(IGrouping<string, Count> quarter)
    {
        List<Count> told = [.. quarter];
        try
        {
            return await grains.GetGrain<IMetricsGrain>(quarter.Key).Ensure([.. told]) ? [.. told.Select(count => (quarter.Key, count))] : [];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogDebug(exception, "The time of {Agent} could not be counted in {Quarter}; it is tried again.", agent, quarter.Key);
            return [];
        }
    }

    private void Add(string quarter, WorkMinute minute, Counted what, TimeSpan time)
    {
        if (time > TimeSpan.Zero)
            _untold.Add((quarter, new Count(agent, minute.Start.Minute, what, (long)time.TotalMilliseconds)));
    }
}
