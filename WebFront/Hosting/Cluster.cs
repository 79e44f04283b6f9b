#if PROVIDERS_AZURESTORAGE
using System.Collections.Immutable;
using Muster.WebFront.Hosting.OfAzure;
#endif
#if ENGINE_ORLEANS
using Muster.WebFront.Hosting.OfOrleans;
#endif

namespace Muster.WebFront.Hosting;

/// <summary>How a front of its own finds the nodes. The only file here that knows which engine it was built with.</summary>
internal static class Cluster
{
    /// <summary>Above this a call's outcome is unknown, and it is asked once more.</summary>
    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(5);

    /// <exception cref="WrongSettingsException">The settings do not say where the nodes are, or are a node's.</exception>
    public static void UseCluster(this WebApplicationBuilder builder, FrontSettings settings)
    {
#if ENGINE_ORLEANS
        var orleans = builder.Configuration.GetSection("Orleans");
        if (orleans["Clustering:ProviderType"] is not { Length: > 0 })
            throw Wrong("Orleans:Clustering:ProviderType", "is missing: it says how nodes are found, such as AdoNet or AzureTableStorage");
        if (orleans.GetSection("GrainStorage").Exists())
            throw Wrong("Orleans:GrainStorage", "is a node's: a front stores nothing and takes settings of its own");
        if (orleans["Clustering:ProviderType"] == "AdoNet" && string.IsNullOrWhiteSpace(orleans["Clustering:ConnectionName"] ?? orleans["Clustering:ConnectionString"]))
            throw Wrong("Orleans:Clustering:ConnectionString", "is missing: it says where the nodes' table is");
        if (orleans["Clustering:ConnectionName"] is { Length: > 0 } name && string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(name)))
            throw Wrong($"ConnectionStrings:{name}", "is missing: it says where the nodes' table is");
        if (orleans["Clustering:ProviderType"] == AzureTableSettings.ProviderType) builder.UseAzureTables(settings.AzureStorage.WithConnectionOfFile(), orleans);

        var isEncrypted = builder.Services.AddClusterTls(settings.Tls, isNode: false);
        builder.UseOrleansClient(client =>
        {
            if (isEncrypted) client.UseClusterTls();
            client.Services.Configure<Orleans.Configuration.ClientMessagingOptions>(options => options.ResponseTimeout = CallPatience);
            client.Services.Configure<Orleans.Configuration.GatewayOptions>(options => options.GatewayListRefreshPeriod = CallPatience);
            client.UseConnectionRetryFilter(WaitForNodes);
        });
#else
        throw Wrong("engine", $"a front of its own needs Orleans, and this build has the embedded engine ({CallPatience.TotalSeconds} s a call, {settings.LogFormat})");
#endif
    }

#if ENGINE_ORLEANS
    private static void UseAzureTables(this WebApplicationBuilder builder, AzureTableSettings settings, IConfigurationSection orleans)
    {
#if PROVIDERS_AZURESTORAGE
        if (settings.Problems(orleans).ToImmutableArray() is { IsEmpty: false } problems) throw new WrongSettingsException("settings", problems);
        builder.Services.AddAzureTables(settings);
        (orleans["Clustering:ServiceKey"], orleans["Clustering:TableName"]) = (AzureTableSettings.ServiceKey, settings.Table);
#else
        throw Wrong("Orleans:Clustering:ProviderType", $"is {AzureTableSettings.ProviderType}, and this build was made without Orleans' AzureStorage packages");
#endif
    }

    /// <summary>A front may start before the first node: it waits, and says by its readiness that it does.</summary>
    private static async Task<bool> WaitForNodes(Exception failure, CancellationToken stopping)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stopping);
        return true;
    }
#endif

    private static WrongSettingsException Wrong(string field, string message) => new("settings", [new(field, message)]);
}
