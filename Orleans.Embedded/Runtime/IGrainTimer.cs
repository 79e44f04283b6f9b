namespace Orleans.Runtime;

/// <summary>A timer that ticks inside its grain's turns.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>During a tick the change takes effect when the tick is over.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
