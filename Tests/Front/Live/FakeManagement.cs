using System.Net;

namespace Muster.Tests.Front.Live;

/// <summary>The list of live silos.</summary>
public sealed class FakeManagement : IManagementGrain
{
    public static readonly SiloAddress First = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1), 1);
    public static readonly SiloAddress Second = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 2), 1);

    public HashSet<SiloAddress> Live { get; } = [First, Second];

    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        Task.FromResult(Live.ToDictionary(silo => silo, _ => SiloStatus.Active));
}
