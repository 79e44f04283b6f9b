using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Metrics;

namespace Muster.WebFront.Figures;

/// <summary>What a queue's counts of some quarters of an hour say. Each figure's definition stands in <see cref="FigureDefinition"/>.</summary>
/// <param name="counted">By kind; what is missing was never counted.</param>
/// <param name="threshold">Of the service level, seconds: one of <see cref="Figure.Bounds"/>.</param>
public sealed class QueueFigures(IReadOnlyDictionary<Counted, Figure> counted, int threshold)
{
    /// <summary>Of the service level, seconds.</summary>
    public int Threshold => threshold;

    public int Queued => Number(Counted.Queued);

    public int Answered => Number(Counted.Assigned);

    public int Served => Number(Counted.Served);

    public int Abandoned => Number(Counted.Abandoned);

    public int EndedInLine => Number(Counted.EndedInLine);

    public int AbandonedBeforeReply => Number(Counted.AbandonedBeforeReply);

    public int OutOfHours => Number(Counted.OutOfHours);

    /// <summary>For whichever reason.</summary>
    public int Refused => RefusedClosed + RefusedBanned + RefusedTooOften;

    public int RefusedClosed => Told(Counted.RefusedClosed);

    public int RefusedBanned => Told(Counted.RefusedBanned);

    public int RefusedTooOften => Told(Counted.RefusedTooOften);

    public int Challenged => Told(Counted.Challenged);

    public int AnsweredByNotice => Number(Counted.AnsweredByNotice);

    public int NoticeNotEnough => Number(Counted.NoticeNotEnough);

    public int ContactAsked => Number(Counted.ContactAsked);

    public int ContactCompleted => Number(Counted.ContactCompleted);

    /// <summary>From the asking, or the leaving, to the close.</summary>
    public double? ContactSeconds => MeanSeconds(Counted.ContactCompleted);

    public int Rated => Number(Counted.Rated);

    public double? AnswerSeconds => MeanSeconds(Counted.Assigned);

    public double? HandlingSeconds => MeanSeconds(Counted.Served);

    /// <summary>1 to 5.</summary>
    public double? Satisfaction => counted.GetValueOrDefault(Counted.Rated) is { Number: > 0 } rated ? (double)rated.TotalMilliseconds / rated.Number : null;

    /// <summary>0 to 1.</summary>
    public double? Abandonment => Share(Abandoned, Abandoned + Answered);

    /// <summary>0 to 1.</summary>
    public double? ServiceLevel => Share(counted.GetValueOrDefault(Counted.Assigned) is { } answered ? answered.Buckets.Take(Figure.Bounds.IndexOf(threshold) + 1).Sum() : 0, Abandoned + Answered);

    /// <summary>Of all its agents together.</summary>
    public double StaffedSeconds => Milliseconds(Counted.Staffed) / 1_000.0;

    /// <summary>0 to 1. Two activations of an agent may each tell a part of what they know of a minute.</summary>
    public double? Occupancy => Share(Math.Min(Milliseconds(Counted.Handling), Milliseconds(Counted.Staffed)), Milliseconds(Counted.Staffed));

    /// <summary>At least 1.</summary>
    public double? Concurrency => Share(Math.Max(Milliseconds(Counted.Holding), Milliseconds(Counted.Handling)), Milliseconds(Counted.Handling));

    /// <summary>Of a queue; a node of the release before knows of none.</summary>
    public static int ThresholdOf(QueueSettings queue) => Figure.Bounds.Contains(queue.ServiceLevelSeconds) ? queue.ServiceLevelSeconds : 60;

    public static QueueFigures Of(IEnumerable<ImmutableDictionary<Counted, Figure>> quarters, int threshold)
    {
        var sum = new SortedDictionary<Counted, Figure>();
        foreach (var (kind, figure) in quarters.SelectMany(quarter => quarter))
            sum[kind] = sum.TryGetValue(kind, out var before) ? Plus(before, figure) : figure;
        return new QueueFigures(sum, threshold);
    }

    public double? FirstReplySeconds(double share) => Percentile(Counted.FirstReply, share);

    public double? ResponseSeconds(double share) => Percentile(Counted.Response, share);

    private static Figure Plus(Figure one, Figure other) => new(
        one.Number + other.Number, one.TotalMilliseconds + other.TotalMilliseconds, [.. one.Buckets.Zip(other.Buckets, (here, there) => here + there)]);

    private static double? Share(long part, long all) => all == 0 ? null : (double)part / all;

    private int Number(Counted kind) => counted.GetValueOrDefault(kind)?.Number ?? 0;

    /// <summary>What several fronts have added up.</summary>
    private int Told(Counted kind) => (int)Milliseconds(kind);

    private long Milliseconds(Counted kind) => counted.GetValueOrDefault(kind)?.TotalMilliseconds ?? 0;

    private double? MeanSeconds(Counted kind) => counted.GetValueOrDefault(kind) is { Number: > 0 } figure ? figure.TotalMilliseconds / 1_000.0 / figure.Number : null;

    private double? Percentile(Counted kind, double share) => counted.GetValueOrDefault(kind)?.Percentile(share)?.TotalSeconds;
}
