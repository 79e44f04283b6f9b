using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Postgres;

namespace Muster.Tests.Storage.Postgres;

[Collection(PostgresFixture.Collection)]
public sealed class PostgresKeyBookTests(PostgresFixture postgres) : KeyBookContract, IDisposable
{
    private PostgresPlace? _place;

    public void Dispose() => _place?.Dispose();

    protected override IKeyBook MakeBook() => new PostgresKeyBook((_place = new PostgresPlace(postgres.Server)).Database);
}
