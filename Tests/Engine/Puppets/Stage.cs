using System.Collections.Concurrent;

namespace Muster.Tests.Engine.Puppets;

/// <summary>What a test and its grains share: a log, gates the test opens, and moments the test waits for.</summary>
public sealed class Stage
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _moments = new();
    private readonly ConcurrentQueue<string> _log = new();

    private int _activations;

    public string[] Log => [.. _log];

    public void Write(string line) => _log.Enqueue(line);

    public int CountActivation() => Interlocked.Increment(ref _activations);

    /// <summary>Ends when somebody says that it has come.</summary>
    public Task Moment(string name) => Source(name).Task;

    public void Reach(string name) => Source(name).TrySetResult();

    // Not RunContinuationsAsynchronously: Task.WhenAll over such tasks goes through the thread pool, out of the simulation.
    private TaskCompletionSource Source(string name) => _moments.GetOrAdd(name, static _ => new());
}
