using Azure.Data.Tables;
using Azure.Identity;

namespace Muster.WebFront.Hosting.OfAzure;

/// <summary>The account that keeps the list of nodes.</summary>
public static class AzureTables
{
    /// <summary>The first of a few tries comes this long after the request that failed.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Registers it where Orleans looks for it.</summary>
    public static void AddAzureTables(this IServiceCollection services, AzureTableSettings settings) =>
        services.AddKeyedSingleton(AzureTableSettings.ServiceKey, (_, _) => Open(settings));

    /// <summary>It is not reached for before it is used.</summary>
    public static TableServiceClient Open(AzureTableSettings settings)
    {
        var options = new TableClientOptions
        {
            Retry = { NetworkTimeout = settings.CallPatience, MaxRetries = 3, Delay = FirstPause, MaxDelay = settings.CallPatience },
        };
        return settings.TableService is { } address && settings.ConnectionString.Length == 0
            ? new TableServiceClient(address, new DefaultAzureCredential(), options)
            : new TableServiceClient(settings.ConnectionString, options);
    }
}
