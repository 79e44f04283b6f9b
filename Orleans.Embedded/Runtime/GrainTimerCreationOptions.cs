using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain timer ticks and what its ticks may do.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    public required TimeSpan DueTime { get; init; }

    public required TimeSpan Period { get; init; }

    /// <summary>A tick waits for its turn like a call unless this is set.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks do not postpone the collection of an idle grain unless this is set.</summary>
    public bool KeepAlive { get; init; }
}
