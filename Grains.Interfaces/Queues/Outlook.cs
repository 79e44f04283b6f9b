using System.Collections.Immutable;

namespace Muster.Queues;

/// <summary>What can be said to those who wait in a line: a range for each number of people before them, or why there is none.</summary>
/// <param name="At">When it was worked out, UTC.</param>
/// <param name="Points">Ascending by <see cref="WaitPoint.Ahead"/> and beginning at 0; empty where nothing can be estimated. Whoever has more before them than the last is told nothing.</param>
/// <param name="WhyNot">One of <see cref="NoEstimate"/> where there are none; else null.</param>
/// <param name="Trend">Of the wait of whoever comes now, against some minutes ago; null where it is not known.</param>
/// <param name="Accuracy">Of the forecasts that have come due.</param>
[GenerateSerializer, Immutable, Alias("muster.outlook")]
public sealed record Outlook(DateTimeOffset At, ImmutableArray<WaitPoint> Points, string? WhyNot, WaitTrend? Trend, ForecastAccuracy Accuracy)
{
    /// <summary>The range for whoever has so many before them; null where it cannot be estimated.</summary>
    public WaitPoint? For(int ahead)
    {
        if (Points.IsDefaultOrEmpty || ahead < Points[0].Ahead || ahead > Points[^1].Ahead)
            return null;

        var (from, until) = (0, Points.Length - 1);
        while (from < until)
        {
            var middle = (from + until) / 2;
            if (Points[middle].Ahead < ahead)
                from = middle + 1;
            else
                until = middle;
        }

        var above = Points[from];
        if (above.Ahead == ahead)
            return above;
        var below = Points[from - 1];
        return new WaitPoint(ahead, Between(below.Low, above.Low), Between(below.High, above.High));

        int Between(int one, int other) => one + (int)((long)(other - one) * (ahead - below.Ahead) / (above.Ahead - below.Ahead));
    }
}

/// <summary>One point of an <see cref="Outlook"/>.</summary>
/// <param name="Ahead">How many are before somebody.</param>
/// <param name="Low">Seconds that half of those wait at most (p50).</param>
/// <param name="High">Seconds that four in five of those wait at most (p80).</param>
[GenerateSerializer, Immutable, Alias("muster.wait-point")]
public readonly record struct WaitPoint(int Ahead, int Low, int High);

/// <summary>Why nothing is estimated.</summary>
public static class NoEstimate
{
    /// <summary>No agent is available who has the queue's own skills.</summary>
    public const string NobodyServes = "nobody-serves";

    /// <summary>Far more people come than usual: what was learned need not hold.</summary>
    public const string Surge = "surge";

    /// <summary>Too few were served to know.</summary>
    public const string NothingLearned = "nothing-learned";

    /// <summary>It may be longer than two hours.</summary>
    public const string TooLong = "too-long";
}

/// <summary>How the wait of whoever comes now compares with that of some minutes ago.</summary>
public enum WaitTrend
{
    /// <summary>Within a quarter of it.</summary>
    Steady,

    /// <summary>More than a quarter longer.</summary>
    Rising,

    /// <summary>More than a quarter shorter.</summary>
    Falling,
}

/// <summary>How good the last forecasts were: four in five should be kept.</summary>
/// <param name="Kept">Of these the wait was not longer than the high end of the range that was told at the start.</param>
/// <param name="Of">So many have come due, at most <see cref="MostOf"/>: the newest.</param>
[GenerateSerializer, Immutable, Alias("muster.forecast-accuracy")]
public readonly record struct ForecastAccuracy(int Kept, int Of)
{
    public const int MostOf = 200;
}
