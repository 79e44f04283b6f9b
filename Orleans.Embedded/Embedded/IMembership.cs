using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The silos there are: this process alone, or the simulated ones.</summary>
internal interface IMembership
{
    Dictionary<SiloAddress, SiloStatus> Hosts(bool onlyActive);
}
