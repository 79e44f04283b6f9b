namespace Muster.Tests.Storage;

public sealed class JournalOverSqliteStatesTests : JournalStoreContract
{
    protected override StorePlace MakePlace() => new OverGrainStoragePlace(new SqlitePlace());
}
