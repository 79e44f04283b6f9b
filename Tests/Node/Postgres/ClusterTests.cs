#if PROVIDERS_ADONET
using Muster.Tests.Node.Tls;
using Muster.Tests.Storage;
using Muster.Tests.Storage.Postgres;

namespace Muster.Tests.Node.Postgres;

/// <summary>Encrypted between nodes and fronts; <see cref="AzureStorage"/> shows the cluster that talks in plain.</summary>
[Collection(PostgresFixture.Collection)]
public sealed class ClusterTests(PostgresFixture postgres) : ClusterContract
{
    private readonly ScratchDirectory _files = new();
    private readonly Authority _authority = new();
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

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _authority.Dispose();
        _files.Dispose();
    }

    protected override Task<object> NodeSettings()
    {
        _database = postgres.Server.NewDatabase();
        return Task.FromResult(Node());
    }

    protected override object FrontSettings() => new
    {
        Muster = new { Tls = Tls("front", Authority.ClientUse) },
        Orleans = new { ClusterId = "muster", ServiceId = "muster", Clustering = new { ProviderType = "AdoNet", Invariant = "Npgsql", ConnectionString = _database } },
    };

    private object Node() => new { Muster = new { Profile = "Postgres", PostgreSql = new { ConnectionString = _database }, Tls = Tls("nodes", Authority.ServerUse, Authority.ClientUse) } };

    private TlsSettings Tls(string whose, params string[] uses) => PemFiles.WriteTo(Directory.CreateDirectory(_files.File(whose)).FullName, PemFiles.Of(_authority.Issue(uses: uses), _authority));
}
#endif
