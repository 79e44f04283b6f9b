#if ENGINE_EMBEDDED
namespace Muster.Tests.Storage;

public sealed class MemoryGrainStorageTests : GrainStorageContract
{
    protected override StorePlace MakePlace() => new MemoryPlace();
}
#endif
