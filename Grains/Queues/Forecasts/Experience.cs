using System.Collections.Immutable;

namespace Muster.Queues.Forecasts;

/// <summary>What a queue's forecast has learned, as stored: it goes on from there when the queue moves to another node.</summary>
public sealed record Experience
{
    /// <summary>Taken for each second and place while somebody waited.</summary>
    public Rate Pace { get; init; }

    /// <summary>Gone for each second that somebody waited.</summary>
    public Rate GivingUp { get; init; }

    /// <summary>Come for each second.</summary>
    public Rate Usual { get; init; }

    /// <summary>How far the last forecasts were off, the oldest first; at most <see cref="Forecasts.Misses.Window"/>.</summary>
    public ImmutableArray<double> Misses { get; init; } = [];

    /// <summary>How many of them were seen; the others are suppositions.</summary>
    public int RealMisses { get; init; }

    /// <summary>Whether the last forecasts were kept, the oldest first; at most <see cref="ForecastAccuracy.MostOf"/>.</summary>
    public ImmutableArray<bool> Kept { get; init; } = [];

    /// <summary>Those who were served while others waited.</summary>
    public int Served { get; init; }

    /// <summary>Nothing is estimated before.</summary>
    public DateTimeOffset SurgeUntil { get; init; }
}

/// <summary>How often something happened, what has faded left out.</summary>
/// <param name="Events">How often.</param>
/// <param name="Exposure">In how much of what it could have happened in, such as seconds.</param>
/// <param name="At">When it was last told that time has passed, UTC.</param>
public readonly record struct Rate(double Events, double Exposure, DateTimeOffset? At);
