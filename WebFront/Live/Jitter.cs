namespace Muster.WebFront.Live;

/// <summary>Spreads what would otherwise happen everywhere at once; one seed gives one run.</summary>
internal sealed class Jitter(Random random)
{
    private readonly Lock _gate = new();

    /// <summary>0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit)
    {
        lock (_gate)
            return random.Next(limit);
    }

    /// <summary>How long to pause after so many failures: half a second, doubled each time, at most eight, and up to half as much again.</summary>
    public TimeSpan Pause(int failures)
    {
        var milliseconds = Math.Min(500 << Math.Min(failures, 4), 8_000);
        return TimeSpan.FromMilliseconds(milliseconds + Below(milliseconds / 2));
    }
}
