namespace Muster.Tests.Storage;

public sealed class SqliteJournalStoreTests : JournalStoreContract
{
    protected override StorePlace MakePlace() => new SqlitePlace();
}
