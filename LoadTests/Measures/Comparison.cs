using Muster.LoadTests.Servers;

namespace Muster.LoadTests.Measures;

/// <summary>Every figure of every server, and the medians over the rounds.</summary>
internal sealed class Comparison
{
    private readonly Dictionary<(Goal Goal, string Server), List<double>> _figures = [];

    public IReadOnlyList<ComparisonRow> Rows(string product, string baseline) =>
        [.. Goal.All.Select(goal => Row(goal, product, baseline)).Where(row => row.Product is not null || row.Baseline is not null)];

    public void Add(Goal goal, string server, double figure)
    {
        if (!_figures.TryGetValue((goal, server), out var figures))
            _figures[(goal, server)] = figures = [];
        figures.Add(figure);
    }

    public double? Median(Goal goal, string server)
    {
        if (!_figures.TryGetValue((goal, server), out var figures))
            return null;
        var sorted = figures.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private ComparisonRow Row(Goal goal, string product, string baseline)
    {
        var (own, theirs) = (Median(goal, product), Median(goal, baseline));
        var ratio = theirs is > 0 ? own / theirs : null;
        var judged = goal.IsRatio ? ratio : own;
        return new ComparisonRow(goal.Number, goal.What, own, theirs, ratio, goal.Least, goal.Wanted, judged is { } value && IsSaid(goal, baseline) ? goal.Verdict(value) : "-");
    }

    /// <summary>performance.md says of a cluster what its throughput is to be, and of one process all the rest.</summary>
    private static bool IsSaid(Goal goal, string baseline) => goal == Goal.SaturationApart == (baseline == ServerLineup.BaselineApart);
}
