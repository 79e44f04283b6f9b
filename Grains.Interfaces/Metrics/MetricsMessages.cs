using System.Collections.Immutable;

namespace Muster.Metrics;

/// <summary>What is counted: of a conversation; of a start that came to nothing; of an agent. The last two are in no conversation, and are not rebuilt from any.</summary>
public enum Counted
{
    /// <summary>It entered the line; counted when it started.</summary>
    Queued,

    /// <summary>The first agent joined; the value is the wait since the start.</summary>
    Assigned,

    /// <summary>The first words of an agent; the value is the time since the start.</summary>
    FirstReply,

    /// <summary>An agent answered a citizen's words; the value is the time since the first unanswered ones.</summary>
    Response,

    /// <summary>It was closed after an agent had it; the value is active time plus wrap-up.</summary>
    Served,

    /// <summary>The citizen left while waiting, before any agent had it; the value is the wait.</summary>
    Abandoned,

    /// <summary>The citizen left after an agent joined and before any reply; the value is the time since the start.</summary>
    AbandonedBeforeReply,

    /// <summary>A start outside the hours; the value is 0.</summary>
    OutOfHours,

    /// <summary>The citizen rated; the value is the satisfaction, 1 to 5.</summary>
    Rated,

    /// <summary>A citizen in the line said that a notice answered their question, and left it; the value is the wait. Not counted as abandoned.</summary>
    AnsweredByNotice,

    /// <summary>A citizen in the line said that a notice did not answer their question; the value is the wait so far.</summary>
    NoticeNotEnough,

    /// <summary>A citizen in the line asked to be reached instead of waiting; the value is the wait so far. Their waiting is not counted from then on.</summary>
    ContactAsked,

    /// <summary>An agent or a supervisor closed what somebody left as a message, or asked to be reached about; the value is the time since they asked or left it.</summary>
    ContactCompleted,

    /// <summary>Starts turned away because the queue was closed and takes no message then, or they left none; the value is how many a front adds up.</summary>
    RefusedClosed,

    /// <summary>Starts by a browser that the agency has banned; the value is how many a front adds up.</summary>
    RefusedBanned,

    /// <summary>Starts by a browser that has started too many; the value is how many a front adds up.</summary>
    RefusedTooOften,

    /// <summary>Starts that were asked for a proof of work, or to wait, because far too many came; the value is how many a front adds up. Most come in after that.</summary>
    Challenged,

    /// <summary>A minute of the clock in which an agent of the queue was available, or held a conversation and was not offline; the value is for how much of it.</summary>
    Staffed,

    /// <summary>A minute of the clock in which an agent of the queue held a conversation of whichever queue, wrap-up included, and was not offline; the value is for how much of it.</summary>
    Handling,

    /// <summary>As <see cref="Handling"/>, for each conversation they held at once.</summary>
    Holding,

    /// <summary>A supervisor ended it while it waited, before any agent had it; the value is the wait. Not counted as abandoned.</summary>
    EndedInLine,
}

/// <summary>One thing to count, once.</summary>
/// <param name="Conversation">The grain key of the conversation or the agent it is of, or the front that adds it up.</param>
/// <param name="Seq">The fact it comes from, the minute of the hour, or the front's own number: the same conversation, seq and kind is counted once.</param>
/// <param name="What">What is counted.</param>
/// <param name="Milliseconds">The value; see <see cref="Counted"/>.</param>
[GenerateSerializer, Immutable, Alias("muster.count")]
public readonly record struct Count(string Conversation, int Seq, Counted What, long Milliseconds);

/// <summary>The figures of one queue in one quarter of an hour.</summary>
/// <param name="Figures">For each kind that was counted, its figure.</param>
[GenerateSerializer, Immutable, Alias("muster.quarter-figures")]
public sealed record QuarterFigures(DateTimeOffset From, ImmutableDictionary<Counted, Figure> Figures);

/// <summary>How often, and how long in all.</summary>
/// <param name="Number">How often.</param>
/// <param name="TotalMilliseconds">The sum of the values.</param>
/// <param name="Buckets">How many values lie below each bound of <see cref="Bounds"/>, the rest last: enough for p50 and p90.</param>
[GenerateSerializer, Immutable, Alias("muster.figure")]
public sealed record Figure(int Number, long TotalMilliseconds, ImmutableArray<int> Buckets)
{
    /// <summary>Upper bounds of the buckets, seconds.</summary>
    public static readonly ImmutableArray<int> Bounds = [1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1_800, 3_600, 7_200];

    /// <summary>The value that <paramref name="share"/> of the values lie below, by proportion inside its bucket; null without values.</summary>
    public TimeSpan? Percentile(double share)
    {
        var (rank, below) = (share * Number, 0);
        for (var bucket = 0; bucket < Buckets.Length; bucket++)
        {
            var here = Buckets[bucket];
            if (here > 0 && below + here >= rank)
            {
                var low = bucket == 0 ? 0 : Bounds[bucket - 1];
                var high = bucket == Bounds.Length ? low : Bounds[bucket];
                return TimeSpan.FromSeconds(low + ((high - low) * (rank - below) / here));
            }

            below += here;
        }

        return null;
    }
}
