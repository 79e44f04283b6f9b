#if PROVIDERS_ADONET
using Muster.Tests.Storage.Postgres;

namespace Muster.Tests.Node.Postgres;

[Collection(PostgresFixture.Collection)]
public sealed class ClusterTests(PostgresFixture postgres) : ClusterContract
{
    private string _database = "";

    [Fact]
    public async Task A_database_that_is_not_there_stops_the_start()
    {
        _database = "Host=127.0.0.1;Port=1;Database=muster;Username=muster";
        await MakeKeys("one");
        await using var node = Start("one", await SettingsFile("node", Node()));

        var (exitCode, output) = await node.End();

        Assert.Equal(1, exitCode);
        Assert.Contains("Muster does not start. The database 'muster' at 127.0.0.1:1 cannot be used.", output, StringComparison.Ordinal);
    }

    protected override Task<object> NodeSettings()
    {
        _database = postgres.Server.NewDatabase();
        return Task.FromResult(Node());
    }

    protected override object FrontSettings() => new
    {
        Orleans = new { ClusterId = "muster", ServiceId = "muster", Clustering = new { ProviderType = "AdoNet", Invariant = "Npgsql", ConnectionString = _database } },
    };

    private object Node() => new { Muster = new { Profile = "Postgres", PostgreSql = new { ConnectionString = _database } } };
}
#endif
