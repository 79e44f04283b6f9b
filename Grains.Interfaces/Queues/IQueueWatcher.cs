namespace Muster.Queues;

/// <summary>A front that shows waiting citizens their place. Told at a bounded rate, once per front.</summary>
[Alias("Muster.IQueueWatcher")]
public interface IQueueWatcher : IGrainObserver
{
    /// <summary>The line has changed.</summary>
    void OnLine(LineSnapshot line);
}
