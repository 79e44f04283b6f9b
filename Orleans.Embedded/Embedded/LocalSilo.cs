using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The one silo of this process, and so all there are.</summary>
internal sealed class LocalSilo(IOptions<ClusterOptions> options, TimeProvider time) : ILocalSiloDetails, IMembership
{
    public string Name => "embedded";

    public string ClusterId => options.Value.ClusterId;

    public string DnsHostName => Environment.MachineName;

    /// <summary>The generation is the second it started, so a restarted process is another silo.</summary>
    public SiloAddress SiloAddress { get; } =
        SiloAddress.New(System.Net.IPAddress.Loopback, 11111, (int)(time.GetUtcNow() - new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds);

    public SiloAddress GatewayAddress => SiloAddress;

    public Dictionary<SiloAddress, SiloStatus> Hosts(bool onlyActive) => new() { [SiloAddress] = SiloStatus.Active };
}
