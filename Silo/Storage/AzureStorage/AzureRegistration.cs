using System.Text.Json;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.OverGrainStorage;
using Muster.WebFront.Hosting.OfAzure;

namespace Muster.Silo.Storage.AzureStorage;

/// <summary>What a node keeps in a storage account that the nodes of its cluster share.</summary>
internal static class AzureRegistration
{
    /// <summary>The same as <see cref="StorageRegistration.AddPostgresStorage"/>.</summary>
    /// <param name="services">Has a <see cref="TimeProvider"/>, or gets the system's.</param>
    /// <param name="settings">Where the account is; after <see cref="AzureTableRules.WithConnectionOfFile"/>.</param>
    /// <param name="keyFile">Holds the keys that every node was given.</param>
    /// <param name="json">How facts, snapshots and states become JSON; <see cref="JsonSerializerOptions.Web"/> when null.</param>
    /// <param name="keyVariable">The variable of the environment that holds them instead of the file.</param>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services, AzureStorageSettings settings, string keyFile, JsonSerializerOptions? json = null, string? keyVariable = null)
    {
        services.AddSingleton(settings);
        services.AddMasterKeys(keyVariable, keyFile, _ => MasterKeyFile.ReadShared(keyFile));
        services.AddSingleton<IKeyBook>(provider => new AzureKeyBook(provider.GetRequiredService<AzureContainer>()));
        services.AddSingleton(provider => AzureContainer.Open(settings, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<AzureContainer>>()));
        services.AddSingleton(provider => provider.GetRequiredService<AzureContainer>().Health);
        services.AddAzureTables(settings);
        AzureGrainStates.AddProvider(services);
        services.AddSingleton<IJournalStore>(provider => new GrainStorageJournalStore(AzureGrainStates.Of(provider)));
        return services
            .AddEnvelopes(AzureGrainStates.Of, json)
            .AddHostedService(provider => new StorageStart(() => KeyCheck.Pass(
                StorageRegistration.Enveloped(provider, new AzureMarks(provider.GetRequiredService<AzureContainer>())), provider.GetRequiredService<MasterKeys>(), provider.GetRequiredService<DataKeys>())))
            .AddHostedService<AzureWatch>();
    }
}
