using Microsoft.Extensions.Configuration;
using Muster.Silo;
using Muster.Silo.Storage.Postgres;

namespace Muster.Tests.Node;

/// <summary>A wrong or missing setting is refused with one sentence that names it.</summary>
public sealed class SettingsTests
{
    private const string Database = "Host=db;Database=muster;Username=muster;Password=secret";

    [Fact]
    public void One_machine_needs_no_settings() => Assert.Empty(Problems([]));

    [Fact]
    public void A_cluster_needs_its_database_alone() => Assert.Empty(Problems(Cluster()));

    [Theory]
    [InlineData("Muster:Postgress:ConnectionString", "x", "Muster:Postgress: is unknown")]
    [InlineData("Muster:PostgreSql:Conections", "8", "Muster:PostgreSql:Conections: is unknown")]
    [InlineData("Muster:WakeEvery", "soon", "Muster:WakeEvery: 'soon' is no span of time such as 00:00:10")]
    [InlineData("Muster:Demo", "perhaps", "Muster:Demo: 'perhaps' is no true or false")]
    [InlineData("Muster:PostgreSql:Connections", "many", "Muster:PostgreSql:Connections: 'many' is no whole number")]
    public void What_cannot_be_understood_is_named(string key, string value, string sentence)
    {
        var refusal = Assert.Throws<WrongSettingsException>(() => SettingsReader.Read<SiloSettings>(Configuration([new(key, value)])));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Muster:Profile", "Postgress", "Muster:Profile: 'Postgress' is none of Development, Postgres, Azure")]
    [InlineData("Muster:Reset", "true", "--reset: starts one machine's store over")]
    [InlineData("Muster:PostgreSql:ConnectionString", "", "Muster:PostgreSql:ConnectionString: is missing")]
    [InlineData("Muster:PostgreSql:ConnectionString", "Host=db;Password=secret;Nonsense=1", "Muster:PostgreSql:ConnectionString: is no connection string")]
    [InlineData("Muster:PostgreSql:ConnectionString", "Database=muster;Username=muster", "Muster:PostgreSql:ConnectionString: has no Host")]
    [InlineData("Muster:PostgreSql:ConnectionString", "Host=db;Username=muster", "Muster:PostgreSql:ConnectionString: has no Database")]
    [InlineData("Muster:PostgreSql:ConnectionString", "Host=db;Database=muster", "Muster:PostgreSql:ConnectionString: has no Username")]
    [InlineData("Muster:PostgreSql:StatementPatience", "00:02:00", "Muster:PostgreSql:StatementPatience: must be 00:00:01 to 00:01:00")]
    [InlineData("Muster:PostgreSql:ConnectPatience", "00:00:00", "Muster:PostgreSql:ConnectPatience: must be 00:00:01 to 00:00:30")]
    [InlineData("Muster:PostgreSql:RetryEvery", "00:00:00", "Muster:PostgreSql:RetryEvery: must be 00:00:00.1 to 00:01:00")]
    [InlineData("Muster:PostgreSql:LookEvery", "01:00:00", "Muster:PostgreSql:LookEvery: must be 00:00:01 to 00:05:00")]
    [InlineData("Muster:PostgreSql:Connections", "3", "Muster:PostgreSql:Connections: must be 4 to 500")]
    [InlineData("Muster:PostgreSql:MostWaiting", "99", "Muster:PostgreSql:MostWaiting: must be 100 to 1000000")]
    [InlineData("Muster:PostgreSql:LargestCommit", "10001", "Muster:PostgreSql:LargestCommit: must be 1 to 10000")]
    [InlineData("Orleans:ClusterId", "", "Orleans:ClusterId: is missing")]
    [InlineData("Orleans:ServiceId", "", "Orleans:ServiceId: is missing")]
    [InlineData("Orleans:Clustering:ProviderType", "Development", "Orleans:Clustering:ProviderType: must be AdoNet in the profile Postgres")]
    [InlineData("Orleans:Clustering:Invariant", "MySql", "Orleans:Clustering:Invariant: must be Npgsql in the profile Postgres")]
    [InlineData("Orleans:Endpoints:SiloPort", "70000", "Orleans:Endpoints:SiloPort: '70000' is no port")]
    [InlineData("Orleans:Endpoints:GatewayPort", "no", "Orleans:Endpoints:GatewayPort: 'no' is no port")]
    [InlineData("Orleans:Endpoints:AdvertisedIPAddress", "here", "Orleans:Endpoints:AdvertisedIPAddress: 'here' is no IP address")]
    public void What_cannot_be_used_in_a_cluster_is_named(string key, string value, string sentence)
    {
        var settings = Cluster();
        settings[key] = value;

        var problem = Assert.Single(Problems(settings));

        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_themselves_are_taken()
    {
        var settings = Cluster();
        settings["Muster:PostgreSql:StatementPatience"] = "00:01:00";
        settings["Muster:PostgreSql:ConnectPatience"] = "00:00:01";
        settings["Muster:PostgreSql:Connections"] = "500";
        settings["Muster:PostgreSql:MostWaiting"] = "100";
        settings["Muster:PostgreSql:LargestCommit"] = "1";

        Assert.Empty(Problems(settings));
    }

    [Fact]
    public void The_demo_is_one_machines_unless_a_node_is_told_to_make_it()
    {
        Assert.True(new SiloSettings().Demo);
        Assert.False(new SiloSettings { Profile = SiloSettings.Postgres }.Demo);
        Assert.True(new SiloSettings { Profile = SiloSettings.Postgres, Demo = true }.Demo);
    }

    private static Dictionary<string, string?> Cluster() => new(ClusterDefaults.Of(new PostgresSettings { ConnectionString = Database }))
    {
        ["Muster:Profile"] = "Postgres",
        ["Muster:PostgreSql:ConnectionString"] = Database,
    };

    private static IEnumerable<string> Problems(Dictionary<string, string?> settings)
    {
        var configuration = Configuration(settings);
        return SettingsReader.Read<SiloSettings>(configuration).Problems(configuration.GetSection("Orleans")).Select(problem => $"{problem.Field}: {problem.Message}");
    }

    private static IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
