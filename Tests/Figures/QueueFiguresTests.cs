using System.Collections.Immutable;
using Muster.Metrics;
using Muster.Tests.Support;
using Muster.WebFront.Figures;

namespace Muster.Tests.Figures;

/// <summary>Figures against the waits they were counted from.</summary>
public sealed class QueueFiguresTests
{
    private static readonly int[] Thresholds = [.. Figure.Bounds.Where(bound => bound is >= 10 and <= 3_600)];

    [Fact]
    public void What_quarters_add_up_to_is_what_happened() => Property.Holds(tape =>
    {
        var threshold = Thresholds[tape.Next(Thresholds.Length)];
        List<List<int>> quarters = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, tape.Next(20)).Select(_ => tape.Next(256) * tape.Next(40)).ToList())];
        var leavers = tape.Next(20);
        var counted = quarters.Select(waits => ImmutableDictionary<Counted, Figure>.Empty.Add(
            Counted.Assigned, waits.Aggregate(FigureRules.None, (figure, seconds) => figure.With(seconds * 1_000L))));
        var left = ImmutableDictionary<Counted, Figure>.Empty.Add(Counted.Abandoned, Enumerable.Range(0, leavers).Aggregate(FigureRules.None, (figure, _) => figure.With(5_000)));

        var figures = QueueFigures.Of(counted.Append(left), threshold);

        var all = quarters.SelectMany(waits => waits).ToList();
        Assert.Equal((all.Count, leavers), (figures.Answered, figures.Abandoned));
        Assert.Equal(all.Count == 0 ? null : all.Average(), figures.AnswerSeconds);
        Assert.Equal(all.Count + leavers == 0 ? null : (double)all.Count(seconds => seconds < threshold) / (all.Count + leavers), figures.ServiceLevel);
        Assert.Equal(all.Count + leavers == 0 ? null : (double)leavers / (all.Count + leavers), figures.Abandonment);
    });

    [Fact]
    public void Where_nothing_happened_there_is_no_share_and_no_mean()
    {
        var figures = QueueFigures.Of([], 60);

        Assert.Equal((0, 0, null, null, null, null), (figures.Queued, figures.Answered, figures.AnswerSeconds, figures.ServiceLevel, figures.Abandonment, figures.Satisfaction));
        Assert.Null(figures.FirstReplySeconds(0.9));
    }

    [Fact]
    public void Starts_that_were_turned_away_add_up_over_fronts_and_reasons()
    {
        var figures = QueueFigures.Of(
        [
            Told((Counted.RefusedClosed, 3), (Counted.RefusedClosed, 4), (Counted.Challenged, 100)),
            Told((Counted.RefusedBanned, 2), (Counted.RefusedTooOften, 1)),
        ], 60);

        Assert.Equal((10, 7, 2, 1, 100), (figures.Refused, figures.RefusedClosed, figures.RefusedBanned, figures.RefusedTooOften, figures.Challenged));
    }

    [Fact]
    public void Occupancy_is_time_at_work_of_time_there_and_concurrency_what_was_held_in_it()
    {
        var figures = QueueFigures.Of(
        [
            Told((Counted.Staffed, 60_000), (Counted.Staffed, 60_000), (Counted.Handling, 30_000), (Counted.Holding, 75_000)),
            Told((Counted.Staffed, 40_000), (Counted.Handling, 10_000), (Counted.Holding, 10_000)),
        ], 60);

        Assert.Equal((160, 0.25, 2.125), (figures.StaffedSeconds, figures.Occupancy, figures.Concurrency));
    }

    [Fact]
    public void Where_nobody_was_there_is_no_occupancy_and_where_nobody_was_at_work_no_concurrency()
    {
        var nobody = QueueFigures.Of([], 60);
        var idle = QueueFigures.Of([Told((Counted.Staffed, 60_000))], 60);

        Assert.Equal((0, null, null), (nobody.StaffedSeconds, nobody.Occupancy, nobody.Concurrency));
        Assert.Equal((0.0, null), (idle.Occupancy, idle.Concurrency));
    }

    [Fact]
    public void What_two_tellers_know_of_a_minute_makes_no_share_above_all_of_it()
    {
        var figures = QueueFigures.Of([Told((Counted.Staffed, 20_000), (Counted.Handling, 60_000), (Counted.Holding, 30_000))], 60);

        Assert.Equal((1, 1), (figures.Occupancy, figures.Concurrency));
    }

    [Fact]
    public void Each_figure_has_a_name_of_its_own_and_says_what_it_means()
    {
        Assert.Equal(FigureDefinition.All.Length, FigureDefinition.All.Select(figure => figure.Name).Distinct().Count());
        Assert.All(FigureDefinition.All, figure => Assert.EndsWith(".", figure.Means, StringComparison.Ordinal));
        Assert.All(FigureDefinition.All, figure => Assert.DoesNotContain('\n', figure.Means));
    }

    private static ImmutableDictionary<Counted, Figure> Told(params (Counted What, long Value)[] told) => told
        .GroupBy(one => one.What)
        .ToImmutableDictionary(same => same.Key, same => same.Aggregate(FigureRules.None, (figure, one) => figure.With(one.Value)));
}
