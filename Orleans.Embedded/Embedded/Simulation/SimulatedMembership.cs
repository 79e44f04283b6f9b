using Orleans.Runtime;

namespace Orleans.Embedded.Simulation;

/// <summary>A simulated silo's own name, and which silos it believes alive: a dead one until its death is noticed.</summary>
internal sealed class SimulatedMembership(SimulatedCluster cluster, SimulatedSilo silo) : ILocalSiloDetails, IMembership
{
    public string Name => silo.Name;

    public string ClusterId => "simulation";

    public string DnsHostName => silo.Name;

    public SiloAddress SiloAddress { get; } = silo.SiloAddress;

    public SiloAddress GatewayAddress => SiloAddress;

    public Dictionary<SiloAddress, SiloStatus> Hosts(bool onlyActive) =>
        cluster.Silos
            .Where(other => other.IsBelievedAlive || !onlyActive)
            .ToDictionary(other => other.SiloAddress, other => other.IsBelievedAlive ? SiloStatus.Active : SiloStatus.Dead);
}
