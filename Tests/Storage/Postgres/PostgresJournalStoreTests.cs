namespace Muster.Tests.Storage.Postgres;

[Collection(PostgresFixture.Collection)]
public sealed class PostgresJournalStoreTests(PostgresFixture postgres) : JournalStoreContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task It_answers_as_the_simplest_journal_would(int seed)
    {
        using var place = new PostgresPlace(postgres.Server);
        await new RandomUse(place, seed).Run(steps: 200);
    }

    protected override StorePlace MakePlace() => new PostgresPlace(postgres.Server);
}
