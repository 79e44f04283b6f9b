using System.Collections.Concurrent;
using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Identity;
using Muster.Metrics;
using Muster.WebFront.Api;
using Muster.WebFront.Security;

namespace Muster.WebFront.Figures;

/// <summary>
/// The figures of queues, asked for at most every fifteen seconds each quarter of an hour, however many look. The grain of each quarter decides who may see it;
/// what is remembered here is shown to nobody whose areas do not name the queue.
/// </summary>
internal sealed class FiguresDesk(IGrainFactory grains, KnownAgencies agencies, TimeProvider clock)
{
    /// <summary>Quarters of an hour that may be asked for at once: two days.</summary>
    public const int MostQuarters = 192;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);
    private const int MostRemembered = 5_000;
    private const int AskedAtOnce = 16;

    private readonly ConcurrentDictionary<string, (QuarterFigures Figures, DateTimeOffset At)> _known = new(StringComparer.Ordinal);

    /// <summary>Each quarter of an hour from one until, and without, another.</summary>
    /// <param name="caller">Of the agency.</param>
    /// <param name="queue">The id.</param>
    /// <param name="from">The beginning of a quarter.</param>
    /// <param name="until">The beginning of another, at most <see cref="MostQuarters"/> later.</param>
    public async Task<Outcome<QueueQuarters>> Look(Caller caller, string queue, DateTimeOffset from, DateTimeOffset until)
    {
        if (!Names.IsSetting(queue) || !caller.Areas.Contains(queue)
            || (await agencies.Look(caller.Agency))?.Settings.Queues.FirstOrDefault(one => one.Id == queue) is not { } settings)
        {
            return Refusal.NotFound;
        }

        var quarters = new List<QuarterFigures>();
        foreach (var some in Quarters(from, until).Chunk(AskedAtOnce))
        {
            foreach (var outcome in await Task.WhenAll(some.Select(at => Ask(caller, QuarterOfHour.Key(caller.Agency, queue, at)))))
            {
                if (!outcome.IsDone)
                    return outcome.Refusal.Value;
                quarters.Add(outcome.Value);
            }
        }

        return new QueueQuarters(settings, [.. quarters]);
    }

    private static IEnumerable<DateTimeOffset> Quarters(DateTimeOffset from, DateTimeOffset until)
    {
        for (var at = from; at < until; at += QuarterOfHour.Length)
            yield return at;
    }

    private async Task<Outcome<QuarterFigures>> Ask(Caller caller, string key)
    {
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(key, out var known) && now - known.At < Fresh)
            return known.Figures;

        var outcome = await grains.GetGrain<IMetricsGrain>(key).Figures(caller);
        if (outcome.IsDone)
        {
            if (_known.Count >= MostRemembered)
                _known.Clear();
            _known[key] = (outcome.Value, now);
        }

        return outcome;
    }
}

/// <summary>A queue's quarters of an hour, in order.</summary>
internal sealed record QueueQuarters(QueueSettings Queue, ImmutableArray<QuarterFigures> Quarters)
{
    public QueueFigures Total => QueueFigures.Of(Quarters.Select(quarter => quarter.Figures), QueueFigures.ThresholdOf(Queue));

    public QueueFigures Of(QuarterFigures quarter) => QueueFigures.Of([quarter.Figures], QueueFigures.ThresholdOf(Queue));
}
