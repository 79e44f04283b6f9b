using System.Collections.Immutable;

namespace Muster.Queues.Forecasts;

/// <summary>How far the last forecasts were off, in units of what they could be expected to be off: from these come the ranges of the next ones.</summary>
/// <remarks>
/// Split conformal prediction over a sliding window (Papadopoulos et al. 2002, "Inductive confidence machines for regression"; Lei et al. 2018,
/// "Distribution-free predictive inference for regression"): whatever the model gets wrong, the range takes from its own misses. It begins with
/// what a normal distribution would say, which each real miss replaces.
/// </remarks>
internal sealed class Misses
{
    /// <summary>The newest that count.</summary>
    public const int Window = 300;

    private const int Supposed = 40;

    private readonly Queue<double> _newest = new();
    private double[]? _sorted;
    private int _real;

    public Misses()
    {
        for (var index = 0; index < Supposed; index++)
            _newest.Enqueue(Normal((index + 0.5) / Supposed));
    }

    /// <summary>Those that count, the oldest first, and how many of them were really seen; to be stored, and to go on from.</summary>
    public (ImmutableArray<double> Newest, int Real) Known
    {
        get => ([.. _newest], _real);
        set
        {
            _newest.Clear();
            foreach (var miss in value.Newest)
                _newest.Enqueue(miss);
            (_real, _sorted) = (value.Real, null);
        }
    }

    public void Add(double miss)
    {
        _newest.Enqueue(miss);
        if (_newest.Count > Window || _real++ < Supposed)
            _newest.Dequeue();
        _sorted = null;
    }

    /// <summary>What that share of the misses stays below.</summary>
    public double Quantile(double share)
    {
        _sorted ??= [.. _newest.Order()];
        var rank = Math.Clamp((share * (_sorted.Length + 1)) - 1, 0, _sorted.Length - 1);
        var below = (int)rank;
        var above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((rank - below) * (_sorted[above] - _sorted[below]));
    }

    /// <summary>The standard normal quantile, by the logistic curve that is nearest to it: it only stands in until there are real misses.</summary>
    private static double Normal(double share) => Math.Log(share / (1 - share)) / 1.702;
}
