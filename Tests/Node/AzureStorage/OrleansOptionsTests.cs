#if PROVIDERS_AZURESTORAGE
using System.Reflection;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Muster.Silo;
using Muster.Silo.Storage;
using Muster.WebFront.Hosting.OfAzure;
using Orleans.Clustering.AzureStorage;
using Orleans.Configuration;

namespace Muster.Tests.Node.AzureStorage;

/// <summary>What we call Orleans' providers and their settings is what Orleans calls them: a new version that calls one otherwise fails here.</summary>
public sealed class OrleansOptionsTests
{
    private static readonly AzureStorageSettings Settings = new()
    {
        ConnectionString = $"AccountName=muster;AccountKey={Convert.ToBase64String(new byte[64])}",
        Table = "OurNodes",
        Container = "our-states",
    };

    [Theory]
    [InlineData(typeof(AzureStorageClusteringOptions), "AzureTableStorage", "Clustering", "Silo")]
    [InlineData(typeof(AzureStorageGatewayOptions), "AzureTableStorage", "Clustering", "Client")]
    [InlineData(typeof(AzureBlobStorageOptions), "AzureBlobStorage", "GrainStorage", "Silo")]
    public void Orleans_has_a_provider_of_that_name(Type options, string name, string kind, string target)
    {
        var providers = options.Assembly.GetCustomAttributes<RegisterProviderAttribute>().Select(provider => (provider.Name, provider.Kind, provider.Target));

        Assert.Contains((name, kind, target), providers);
    }

    [Fact]
    public void A_nodes_settings_reach_Orleans()
    {
        var builder = Builder(ClusterDefaults.Of(Settings));
        builder.UseOrleans();
        using var silo = builder.Build();

        var table = silo.Services.GetRequiredService<IOptions<AzureStorageClusteringOptions>>().Value;
        var cluster = silo.Services.GetRequiredService<IOptions<ClusterOptions>>().Value;

        Assert.Equal(("OurNodes", "muster", "muster"), (table.TableName, cluster.ClusterId, cluster.ServiceId));
        Assert.Same(silo.Services.GetRequiredKeyedService<TableServiceClient>(AzureTableSettings.ServiceKey), table.TableServiceClient);
        Assert.Equal("AzureBasedMembershipTable", silo.Services.GetRequiredService<IMembershipTable>().GetType().Name);
    }

    [Fact]
    public void A_fronts_settings_reach_Orleans()
    {
        var builder = Builder(ClusterDefaults.Of(Settings));
        builder.UseOrleansClient();
        using var front = builder.Build();

        var table = front.Services.GetRequiredService<IOptions<AzureStorageGatewayOptions>>().Value;

        Assert.Equal("OurNodes", table.TableName);
        Assert.Same(front.Services.GetRequiredKeyedService<TableServiceClient>(AzureTableSettings.ServiceKey), table.TableServiceClient);
    }

    private static HostApplicationBuilder Builder(Dictionary<string, string?> settings)
    {
        var builder = new HostApplicationBuilder();
        foreach (var (key, value) in settings) builder.Configuration[key] = value;
        builder.Services.AddAzureTables(Settings);
        return builder;
    }
}
#endif
