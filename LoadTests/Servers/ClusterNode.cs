namespace Muster.LoadTests.Servers;

/// <summary>A node of a cluster under test.</summary>
/// <param name="Process">itself</param>
/// <param name="Port">of its own in the cluster's table</param>
/// <param name="Links">the network in front of it; null where it is directly reached</param>
internal sealed record ClusterNode(ServerProcess Process, int Port, NodeLinks? Links) : IDisposable
{
    public string Name => Process.Name;

    /// <summary>How many grains it holds; 0 when it does not run, null when it does not say.</summary>
    public async Task<int?> Activations() =>
        !Process.IsRunning ? 0 : int.TryParse(await Process.Says("activations"), out var count) ? count : null;

    public void Dispose()
    {
        Process.Dispose();
        Links?.Dispose();
    }
}
