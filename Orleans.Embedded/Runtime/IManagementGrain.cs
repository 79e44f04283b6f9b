namespace Orleans.Runtime;

/// <summary>What fronts ask about the cluster: which silos live.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);
}
