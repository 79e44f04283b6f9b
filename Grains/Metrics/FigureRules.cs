namespace Muster.Metrics;

/// <summary>How a figure grows.</summary>
public static class FigureRules
{
    public static readonly Figure None = new(0, 0, [.. new int[Figure.Bounds.Length + 1]]);

    public static Figure With(this Figure figure, long milliseconds)
    {
        var bucket = Bucket(milliseconds);
        return new Figure(
            figure.Number + 1,
            figure.TotalMilliseconds + milliseconds,
            figure.Buckets.SetItem(bucket, figure.Buckets[bucket] + 1));
    }

    /// <summary>The first bucket whose bound the value lies below; the last has none.</summary>
    private static int Bucket(long milliseconds)
    {
        var bucket = 0;
        while (bucket < Figure.Bounds.Length && milliseconds >= Figure.Bounds[bucket] * 1_000L) bucket++;
        return bucket;
    }
}
