using System.Collections.Concurrent;
using Muster.Bans;
using Muster.Identity;

namespace Muster.WebFront.Abuse;

/// <summary>
/// Which browsers may not start, as the agency last said; asked for at most every few seconds, and only when one says which it is. Where it
/// cannot be asked, what was known stands for some minutes, and then nobody is held back.
/// </summary>
internal sealed class KnownBans(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>An approved or lifted ban holds on every front this soon, and at once on the one where it was decided.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <param name="agency">One that there is.</param>
    /// <param name="hashes">The keyed hashes of the browser's id.</param>
    /// <returns>Until when it may not start; null where it may.</returns>
    public async ValueTask<DateTimeOffset?> Until(string agency, IReadOnlyList<string> hashes)
    {
        if (hashes.Count == 0)
            return null;

        var now = clock.GetUtcNow();
        if (!_known.TryGetValue(agency, out var known) || now - known.AskedAt > Fresh)
            known = await Ask(agency, known, now);
        DateTimeOffset? until = null;
        foreach (var hash in hashes)
        {
            if (known.Until.TryGetValue(hash, out var banned) && banned > now && !(banned <= until))
                until = banned;
        }

        return until;
    }

    /// <summary>Something was decided here.</summary>
    public void Forget(string agency) => _known.TryRemove(agency, out _);

    private async Task<Known> Ask(string agency, Known? before, DateTimeOffset now)
    {
        // Whoever comes while it is asked takes what was known, so a slow answer holds one start up and no more.
        if (before is not null)
            _known[agency] = before with { AskedAt = now };
        try
        {
            var answer = await grains.GetGrain<IBanGrain>(agency).InForce(Caller.System(agency));
            var bans = answer.Value?.Sessions ?? [];
            return _known[agency] = new Known(bans.GroupBy(ban => ban.Session).ToDictionary(same => same.Key, same => same.Max(ban => ban.Until)), now, now);
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            return _known[agency] = before is not null && now - before.HeardAt < Usable ? before with { AskedAt = now } : new Known([], now, now);
        }
    }

    private sealed record Known(Dictionary<string, DateTimeOffset> Until, DateTimeOffset AskedAt, DateTimeOffset HeardAt);
}
