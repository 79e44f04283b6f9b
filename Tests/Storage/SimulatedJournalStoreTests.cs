namespace Muster.Tests.Storage;

public sealed class SimulatedJournalStoreTests : JournalStoreContract
{
    protected override StorePlace MakePlace() => new SimulatedPlace();
}
