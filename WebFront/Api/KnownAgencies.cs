using System.Collections.Concurrent;
using Muster.Agencies;
using Muster.Identity;
using Muster.Queues;
using Muster.WebFront.Live;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>
/// Agencies as anybody may see them, asked for at most once a second however many look. While an agency cannot be asked, what was last
/// known stands for some minutes: its page is looked at most when things go wrong.
/// </summary>
public sealed class KnownAgencies(IGrainFactory grains, Feed feed, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Limits = TimeSpan.FromSeconds(30);
    private const int MostRemembered = 1_000;

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _asking = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _looking = new(StringComparer.Ordinal);

    /// <summary>An agency and its lines; null where there is none of that id.</summary>
    public async ValueTask<AgencyNow?> Look(string? id)
    {
        if (!Names.IsSetting(id))
            return null;

        var now = clock.GetUtcNow();
        if (_known.TryGetValue(id!, out var known) && now - known.At < Fresh)
            return known.Agency;

        // Whoever comes while it is asked takes what was known: a slow answer holds one of them up, and a flood asks no more often than anybody.
        if (!_asking.TryAdd(id!, true) && known?.Agency is not null && now - known.At < Usable)
            return known.Agency;

        try
        {
            var agency = await Ask(id!, now);
            if (_known.Count >= MostRemembered)
                _known.Clear();
            _known[id!] = new Known(agency, now);
            return agency;
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException && known?.Agency is not null && now - known.At < Usable)
        {
            return known.Agency;
        }
        finally
        {
            _asking.TryRemove(id!, out _);
        }
    }

    /// <summary>The limits of an agency as far as they are known here, without waiting: null until somebody has looked, which this sees to.</summary>
    public AgencyLimits? LimitsOf(string id)
    {
        var known = _known.GetValueOrDefault(id);
        if ((known is null || clock.GetUtcNow() - known.At > Limits) && _looking.TryAdd(id, true))
            _ = LookAgain(id);
        return known?.Agency?.Settings.Limits;
    }

    private async Task LookAgain(string id)
    {
        try
        {
            await Look(id);
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            // What was known stands; the next who asks looks again.
        }
        finally
        {
            _looking.TryRemove(id, out _);
        }
    }

    private async Task<AgencyNow?> Ask(string id, DateTimeOffset now)
    {
        var outcome = await grains.GetGrain<IAgencyGrain>(id).Look();
        if (!outcome.IsDone)
            return null;

        var lines = await Task.WhenAll(outcome.Value.Settings.Queues.Select(queue => LineOf(id, queue.Id)));
        return new AgencyNow(id, outcome.Value, [.. lines], now);
    }

    private async Task<LineSnapshot?> LineOf(string agency, string queue)
    {
        try
        {
            return await feed.Line(GrainKey.Of(agency, queue));
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            return null; // the page says that it cannot be told
        }
    }

    private sealed record Known(AgencyNow? Agency, DateTimeOffset At);
}
