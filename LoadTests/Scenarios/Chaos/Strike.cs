namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>What is done to a process, and what became of it.</summary>
/// <param name="Kind">what</param>
/// <param name="Target">to whom</param>
/// <param name="At">nanoseconds of the loop's clock</param>
internal sealed record Strike(StrikeKind Kind, string Target, long At)
{
    /// <summary>When the struck one served again: nanoseconds; 0 before.</summary>
    public long BackAt { get; set; }

    /// <summary>How long the cluster's table went on calling a dead node active; null where it does not apply or was not seen.</summary>
    public TimeSpan? OutAfter { get; set; }

    /// <summary>Its share of all activations just before, 0 to 1; null where it does not apply.</summary>
    public double? Share { get; set; }

    /// <summary>Whether it ended in order when it was told to, with exit code 0 and in time; null where it was not told to.</summary>
    public bool? EndedInOrder { get; set; }

    /// <summary>How long a node that joined took to hold its first conversations; null where it does not apply or was not seen.</summary>
    public TimeSpan? FirstAfter { get; set; }

    /// <summary>Until when others may have waited for it in vain: nanoseconds.</summary>
    public long AwayUntil => OutAfter is { } after ? At + (after.Ticks * 100) : BackAt;

    /// <summary>From and until when each was away, ascending.</summary>
    public static IReadOnlyList<(long From, long Until)> Away(IEnumerable<Strike> strikes) => [.. strikes.OrderBy(strike => strike.At).Select(strike => (strike.At, strike.AwayUntil))];

    /// <summary>Anything else worth knowing.</summary>
    public string Note { get; set; } = "";

    /// <summary>Whether the node was to be one that holds enough to be missed.</summary>
    public bool IsOnAFullNode => Kind is StrikeKind.KillNode or StrikeKind.FreezeNode or StrikeKind.DelayNode or StrikeKind.CutNode or StrikeKind.CutDatabase;
}
