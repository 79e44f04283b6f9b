#if ENGINE_ORLEANS
using Muster.Tests.Cluster.Wire;

namespace Muster.Tests.Cluster.Versions;

[GrainType("test-old-shop")]
public sealed class OldShopGrain : Grain, IOldShop
{
    public Task<OldOrder> Take(OldOrder order) => Task.FromResult(order);

    public Task<string> Tell(OldOrder order) => Task.FromResult(Spelled.Of(order));
}
#endif
