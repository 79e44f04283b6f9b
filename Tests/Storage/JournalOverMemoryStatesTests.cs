#if ENGINE_EMBEDDED
namespace Muster.Tests.Storage;

public sealed class JournalOverMemoryStatesTests : JournalStoreContract
{
    protected override StorePlace MakePlace() => new OverGrainStoragePlace(new MemoryPlace());
}
#endif
