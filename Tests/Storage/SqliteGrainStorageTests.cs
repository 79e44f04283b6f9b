namespace Muster.Tests.Storage;

public sealed class SqliteGrainStorageTests : GrainStorageContract
{
    protected override StorePlace MakePlace() => new SqlitePlace();
}
