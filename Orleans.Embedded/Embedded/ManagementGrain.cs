using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Answers which silos live.</summary>
[GrainType("sys.management")]
internal sealed class ManagementGrain(IMembership membership) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        Task.FromResult(membership.Hosts(onlyActive));
}
