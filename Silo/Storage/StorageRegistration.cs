using System.Text.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Muster.Records;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Sqlite;
using Orleans.Runtime.Hosting;

namespace Muster.Silo.Storage;

/// <summary>What a node keeps, on its own disk.</summary>
public static class StorageRegistration
{
    /// <summary>What a grain's <c>[PersistentState(..., ProviderName)]</c> names.</summary>
    public const string ProviderName = "muster";

    /// <summary>
    /// Registers <see cref="IJournal{TFact,TSnapshot}"/>, the grain storage <see cref="ProviderName"/> and
    /// <see cref="IStorageHealth"/> over one directory, which is opened when first asked for and no later than the host's start.
    /// </summary>
    /// <param name="services">Has a <see cref="TimeProvider"/>, or gets the system's.</param>
    /// <param name="settings">Where and how.</param>
    /// <param name="json">How facts, snapshots and states become JSON; <see cref="JsonSerializerOptions.Web"/> when null.</param>
    public static IServiceCollection AddMusterStorage(this IServiceCollection services, StorageSettings settings, JsonSerializerOptions? json = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRandomBytes, CryptoRandomBytes>();
        services.AddSingleton(settings);
        services.AddSingleton(provider => OpenDatabase(provider, settings));
        services.AddSingleton(provider => provider.GetRequiredService<MusterDatabase>().Health);
        services.AddSingleton<IJournalStore, SqliteJournalStore>();
        services.AddSingleton<SqliteGrainStorage>();
        services.AddGrainStorage(ProviderName, (provider, _) => new EnvelopedGrainStorage(
            provider.GetRequiredService<SqliteGrainStorage>(), provider.GetRequiredService<Envelope>(), provider.GetRequiredService<StorageJson>()));
        return services.AddEnvelopes(settings, json ?? JsonSerializerOptions.Web).AddHostedService<StorageStart>();
    }

    private static MusterDatabase OpenDatabase(IServiceProvider provider, StorageSettings settings)
    {
        _ = provider.GetRequiredService<MasterKeys>(); // first: only a store that is new may get new keys
        return MusterDatabase.Open(settings, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<MusterDatabase>>());
    }

    private static IServiceCollection AddEnvelopes(this IServiceCollection services, StorageSettings settings, JsonSerializerOptions json)
    {
        services.AddSingleton(provider => MasterKeyFile.ReadOrCreate(
            settings.KeyFile, mayCreate: !File.Exists(settings.DatabaseFile), provider.GetRequiredService<IRandomBytes>()));
        services.AddSingleton<Envelope>();
        services.AddSingleton(new StorageJson(json));
        return services.AddSingleton(typeof(IJournal<,>), typeof(Journal<,>));
    }
}
