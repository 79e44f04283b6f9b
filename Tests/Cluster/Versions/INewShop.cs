#if ENGINE_ORLEANS
namespace Muster.Tests.Cluster.Versions;

/// <summary>The same interface with one method more.</summary>
[Alias("test.new.shop")]
public interface INewShop : IGrainWithStringKey
{
    [Alias("Take")]
    Task<NewOrder> Take(NewOrder order);

    [Alias("Tell")]
    Task<string> Tell(NewOrder order);

    [Alias("Wrap")]
    Task<string> Wrap(string paper);
}
#endif
