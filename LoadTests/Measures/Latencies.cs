using System.Numerics;

namespace Muster.LoadTests.Measures;

/// <summary>Counts durations in buckets that are 1.6 % wide, so that a percentile of millions needs a few kilobytes.</summary>
internal sealed class Latencies
{
    private const int BucketBits = 6;
    private const int PerOctave = 1 << BucketBits;

    private readonly long[] _buckets = new long[PerOctave * (64 - BucketBits)];

    public long Count { get; private set; }

    /// <summary>The longest: nanoseconds.</summary>
    public long Max { get; private set; }

    public void Add(long nanoseconds)
    {
        nanoseconds = Math.Max(0, nanoseconds);
        _buckets[BucketOf(nanoseconds)]++;
        Count++;
        Max = Math.Max(Max, nanoseconds);
    }

    /// <returns>milliseconds that the given share of durations does not exceed; 0 when there are none</returns>
    public double Percentile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var bucket = 0; bucket < _buckets.Length && rank > 0; bucket++)
        {
            seen += _buckets[bucket];
            if (seen >= rank)
                return Math.Min(UpperEndOf(bucket), Max) / 1e6;
        }

        return 0;
    }

    public Percentiles Summary() => new(Count, Percentile(0.50), Percentile(0.95), Percentile(0.99), Max / 1e6);

    private static int BucketOf(long nanoseconds)
    {
        var octave = Math.Max(0, BitOperations.Log2((ulong)nanoseconds | 1) - BucketBits);
        return (octave << BucketBits) + (int)(nanoseconds >> octave);
    }

    private static long UpperEndOf(int bucket)
    {
        if (bucket < PerOctave * 2)
            return bucket;
        var octave = (bucket >> BucketBits) - 1;
        return ((long)(bucket - (octave << BucketBits) + 1) << octave) - 1;
    }
}
