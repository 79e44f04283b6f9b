namespace Muster.Tests.Storage;

public sealed class JournalOverSimulatedStatesTests : JournalStoreContract
{
    protected override StorePlace MakePlace() => new OverGrainStoragePlace(new SimulatedPlace());
}
