using Muster.WebFront.Live;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Clients;

/// <summary>A front's process with the product's own subscription and gap-filling code in it. It may crash, and comes back.</summary>
public sealed class Front
{
    private static readonly TimeSpan Downtime = TimeSpan.FromSeconds(3);

    private readonly SimulatedCluster _cluster;

    public Front(SimulatedCluster cluster, string name)
    {
        (_cluster, Name) = (cluster, name);
        Process = Start();
    }

    public string Name { get; }

    /// <summary>The process as it lives now; a crashed one is replaced.</summary>
    public SimulatedClient Process { get; private set; }

    public Feed? Feed { get; private set; }

    public bool IsUp => Feed is not null && Process.IsUp;

    public void Crash()
    {
        Process.Crash();
        Feed = null;
        _cluster.After(Downtime, () => Process = Start());
    }

    private SimulatedClient Start()
    {
        var process = _cluster.Client(Name);
        process.Run(async () =>
        {
            Feed = new Feed(process.Grains, process.Time, new SimulatedRandom(_cluster.Seed, $"{Name} {process.Life}"));
            await Feed.Run(CancellationToken.None);
        });
        return process;
    }
}
