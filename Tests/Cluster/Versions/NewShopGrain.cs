#if ENGINE_ORLEANS
using Muster.Tests.Cluster.Wire;

namespace Muster.Tests.Cluster.Versions;

[GrainType("test-new-shop")]
public sealed class NewShopGrain : Grain, INewShop
{
    public Task<NewOrder> Take(NewOrder order) => Task.FromResult(order);

    public Task<string> Tell(NewOrder order) => Task.FromResult(Spelled.Of(order));

    public Task<string> Wrap(string paper) => Task.FromResult(paper);
}
#endif
