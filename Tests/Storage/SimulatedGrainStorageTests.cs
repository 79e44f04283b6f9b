namespace Muster.Tests.Storage;

public sealed class SimulatedGrainStorageTests : GrainStorageContract
{
    protected override StorePlace MakePlace() => new SimulatedPlace();
}
