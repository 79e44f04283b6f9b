using Microsoft.Extensions.Configuration;
using Muster.Silo;

namespace Muster.Tests.Node;

/// <summary>A wrong or missing setting of the profile Azure is refused with one sentence that names it and tells no secret.</summary>
public sealed class AzureSettingsTests : IDisposable
{
    private const string Account = "DefaultEndpointsProtocol=https;AccountName=muster;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net";

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void A_cluster_needs_its_account_alone() => Assert.Empty(Problems(Cluster()));

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("BlobEndpoint=https://muster.blob.core.windows.net;TableEndpoint=https://muster.table.core.windows.net;SharedAccessSignature=sv=2024&sig=c2VjcmV0")]
    public void There_are_other_ways_to_write_an_account(string connectionString)
    {
        var settings = Cluster();
        settings["Muster:AzureStorage:ConnectionString"] = connectionString;

        Assert.Empty(Problems(settings));
    }

    [Theory]
    [InlineData("Muster:AzureStorage:Contaner", "x", "Muster:AzureStorage:Contaner: is unknown")]
    [InlineData("Muster:AzureStorage:RetryEvery", "soon", "Muster:AzureStorage:RetryEvery: 'soon' is no span of time such as 00:00:10")]
    public void What_cannot_be_understood_is_named(string key, string value, string sentence)
    {
        var refusal = Assert.Throws<WrongSettingsException>(() => SettingsReader.Read<SiloSettings>(Configuration([new(key, value)])));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Muster:Reset", "true", "--reset: starts one machine's store over; in the profile Azure")]
    [InlineData("Muster:AzureStorage:ConnectionString", "", "Muster:AzureStorage:ConnectionString: is missing")]
    [InlineData("Muster:AzureStorage:ConnectionString", "c2VjcmV0", "Muster:AzureStorage:ConnectionString: is no connection string of a storage account")]
    [InlineData("Muster:AzureStorage:ConnectionString", "AccountName=muster", "Muster:AzureStorage:ConnectionString: has neither AccountKey nor SharedAccessSignature")]
    [InlineData("Muster:AzureStorage:ConnectionString", "AccountKey=c2VjcmV0", "Muster:AzureStorage:ConnectionString: has no AccountName")]
    [InlineData("Muster:AzureStorage:ConnectionString", "AccountName=muster;AccountKey=c2VjcmV0!", "Muster:AzureStorage:ConnectionString: has an AccountKey that is not base64")]
    [InlineData("Muster:AzureStorage:Container", "Muster", "Muster:AzureStorage:Container: 'Muster' is no name of a container")]
    [InlineData("Muster:AzureStorage:Container", "mu", "Muster:AzureStorage:Container: 'mu' is no name of a container")]
    [InlineData("Muster:AzureStorage:Container", "muster--x", "Muster:AzureStorage:Container: 'muster--x' is no name of a container")]
    [InlineData("Muster:AzureStorage:Table", "muster-nodes", "Muster:AzureStorage:Table: 'muster-nodes' is no name of a table")]
    [InlineData("Muster:AzureStorage:Table", "1nodes", "Muster:AzureStorage:Table: '1nodes' is no name of a table")]
    [InlineData("Muster:AzureStorage:CallPatience", "00:00:31", "Muster:AzureStorage:CallPatience: must be 00:00:01 to 00:00:30")]
    [InlineData("Muster:AzureStorage:RetryEvery", "00:00:00", "Muster:AzureStorage:RetryEvery: must be 00:00:00.1 to 00:01:00")]
    [InlineData("Muster:AzureStorage:LookEvery", "01:00:00", "Muster:AzureStorage:LookEvery: must be 00:00:01 to 00:05:00")]
    [InlineData("Orleans:ClusterId", "", "Orleans:ClusterId: is missing")]
    [InlineData("Orleans:Clustering:ProviderType", "AdoNet", "Orleans:Clustering:ProviderType: must be AzureTableStorage in the profile Azure")]
    [InlineData("Orleans:Clustering:ConnectionString", "secret", "Orleans:Clustering:ConnectionString: has no effect here")]
    [InlineData("Orleans:Endpoints:SiloPort", "70000", "Orleans:Endpoints:SiloPort: '70000' is no port")]
    public void What_cannot_be_used_is_named(string key, string value, string sentence)
    {
        var settings = Cluster();
        settings[key] = value;

        var problem = Assert.Single(Problems(settings));

        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_identity_of_Azures_takes_the_place_of_a_secret() => Assert.Empty(Problems(ByIdentity()));

    [Theory]
    [InlineData("BlobService", null, "Muster:AzureStorage:BlobService: is missing: BlobService and TableService are said together")]
    [InlineData("BlobService", "http://muster.blob.core.windows.net", "Muster:AzureStorage:BlobService: must be an https address")]
    [InlineData("TableService", "muster.table.core.windows.net", "Muster:AzureStorage:TableService: must be an https address")]
    [InlineData("ConnectionString", Account, "Muster:AzureStorage:TableService: is one way to the account and a connection string another")]
    public void The_address_of_a_service_that_cannot_be_used_is_named(string name, string? value, string sentence)
    {
        var settings = ByIdentity();
        if (value is null) settings.Remove($"Muster:AzureStorage:{name}");
        else settings[$"Muster:AzureStorage:{name}"] = value;

        Assert.Contains(sentence, Assert.Single(Problems(settings)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_connection_string_may_stand_in_a_file_of_its_own()
    {
        File.WriteAllText(_file, Account + "\n");

        Assert.Equal(Account, new AzureTableSettings { ConnectionFile = _file }.WithConnectionOfFile().ConnectionString);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        File.Delete(_file);

        var refusal = Assert.Throws<WrongSettingsException>(() => new AzureTableSettings { ConnectionFile = _file }.WithConnectionOfFile());

        Assert.Contains($"Muster:AzureStorage:ConnectionFile: cannot be read. Could not find file '{_file}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_ways_to_one_account_are_one_too_many()
    {
        var settings = Cluster();
        settings["Muster:AzureStorage:ConnectionFile"] = _file;

        Assert.Contains("Muster:AzureStorage:ConnectionFile: is one way to the account", Assert.Single(Problems(settings)), StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);

    private static Dictionary<string, string?> Cluster() => new(ClusterDefaults.Of(new Silo.Storage.AzureStorageSettings()))
    {
        ["Muster:Profile"] = "Azure",
        ["Muster:AzureStorage:ConnectionString"] = Account,
    };

    private static Dictionary<string, string?> ByIdentity() => new(Cluster())
    {
        ["Muster:AzureStorage:ConnectionString"] = "",
        ["Muster:AzureStorage:BlobService"] = "https://muster.blob.core.windows.net",
        ["Muster:AzureStorage:TableService"] = "https://muster.table.core.windows.net",
    };

    private static IEnumerable<string> Problems(Dictionary<string, string?> settings)
    {
        var configuration = Configuration(settings);
        return SettingsReader.Read<SiloSettings>(configuration).Problems(configuration.GetSection("Orleans")).Select(problem => $"{problem.Field}: {problem.Message}");
    }

    private static IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
