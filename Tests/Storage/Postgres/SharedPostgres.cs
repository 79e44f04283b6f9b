namespace Muster.Tests.Storage.Postgres;

[CollectionDefinition(PostgresFixture.Collection)]
public sealed class SharedPostgres : ICollectionFixture<PostgresFixture>;
