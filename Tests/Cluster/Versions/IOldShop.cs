#if ENGINE_ORLEANS
namespace Muster.Tests.Cluster.Versions;

/// <summary>A grain's interface before it grew.</summary>
[Alias("test.old.shop")]
public interface IOldShop : IGrainWithStringKey
{
    /// <summary>Gives back what it got.</summary>
    [Alias("Take")]
    Task<OldOrder> Take(OldOrder order);

    /// <summary>What it got, in the words of the one who got it.</summary>
    [Alias("Tell")]
    Task<string> Tell(OldOrder order);
}
#endif
