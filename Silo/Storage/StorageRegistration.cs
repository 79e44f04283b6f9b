using System.Text.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Muster.Records;
using Muster.Silo.Storage.Encryption;
using Muster.Silo.Storage.Postgres;
using Muster.Silo.Storage.Sqlite;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Muster.Silo.Storage;

/// <summary>What a node keeps: on its own disk, or in what the nodes of its cluster share.</summary>
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
        services.AddSingleton(settings);
        services.AddMasterKeys(settings.KeyVariable, settings.KeyFile, provider => MasterKeyFile.ReadOrCreate(
            settings.KeyFile, mayCreate: !File.Exists(settings.DatabaseFile), provider.GetRequiredService<IRandomBytes>()));
        services.AddSingleton<IKeyBook>(_ => new SqliteKeyBook(settings.DataKeyFile));
        services.AddSingleton(provider => OpenDatabase(provider, settings));
        services.AddSingleton(provider => provider.GetRequiredService<MusterDatabase>().Health);
        services.AddSingleton<IJournalStore, SqliteJournalStore>();
        services.AddSingleton<SqliteGrainStorage>();
        return services
            .AddEnvelopes(provider => provider.GetRequiredService<SqliteGrainStorage>(), json)
            .AddHostedService(provider => new StorageStart(() => KeyCheck.Pass(
                provider.GetRequiredKeyedService<IGrainStorage>(ProviderName), provider.GetRequiredService<MasterKeys>(), provider.GetRequiredService<DataKeys>())));
    }

    /// <summary>The same over a database that the nodes of a cluster share.</summary>
    /// <param name="services">Has a <see cref="TimeProvider"/>, or gets the system's.</param>
    /// <param name="settings">Where the database is.</param>
    /// <param name="keyFile">Holds the keys that every node was given.</param>
    /// <param name="states">Orleans' provider of grain state, which sees envelopes alone.</param>
    /// <param name="json">How facts, snapshots and states become JSON; <see cref="JsonSerializerOptions.Web"/> when null.</param>
    /// <param name="keyVariable">The variable of the environment that holds them instead of the file.</param>
    public static IServiceCollection AddPostgresStorage(
        this IServiceCollection services,
        PostgresSettings settings,
        string keyFile,
        Func<IServiceProvider, IGrainStorage> states,
        JsonSerializerOptions? json = null,
        string? keyVariable = null)
    {
        services.AddSingleton(settings);
        services.AddMasterKeys(keyVariable, keyFile, _ => MasterKeyFile.ReadShared(keyFile));
        services.AddSingleton<IKeyBook>(provider => new PostgresKeyBook(provider.GetRequiredService<PostgresDatabase>()));
        services.AddSingleton(provider => OpenDatabase(provider, settings));
        services.AddSingleton(provider => provider.GetRequiredService<PostgresDatabase>().Health);
        services.AddSingleton<IJournalStore, PostgresJournalStore>();
        return services
            .AddEnvelopes(states, json)
            .AddHostedService(provider => new StorageStart(() => KeyCheck.Pass(
                Enveloped(provider, new PostgresMarks(provider.GetRequiredService<PostgresDatabase>())), provider.GetRequiredService<MasterKeys>(), provider.GetRequiredService<DataKeys>())));
    }

    private static MusterDatabase OpenDatabase(IServiceProvider provider, StorageSettings settings)
    {
        _ = provider.GetRequiredService<MasterKeys>(); // first: only a store that is new may get new keys
        return MusterDatabase.Open(settings, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<MusterDatabase>>());
    }

    private static PostgresDatabase OpenDatabase(IServiceProvider provider, PostgresSettings settings) =>
        PostgresDatabase.Open(settings, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PostgresDatabase>>());

    internal static IServiceCollection AddEnvelopes(this IServiceCollection services, Func<IServiceProvider, IGrainStorage> states, JsonSerializerOptions? json)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRandomBytes, CryptoRandomBytes>();
        services.TryAddSingleton(new DataKeySettings());
        services.TryAddSingleton<IMasterKeys>(provider => provider.GetRequiredService<MasterKeysHere>());
        services.TryAddSingleton<IKeyWitness, LogOfKeys>();
        services.AddSingleton<DataKeys>();
        services.AddSingleton<Envelope>();
        services.AddSingleton(new StorageJson(json ?? JsonSerializerOptions.Web));
        services.AddHostedService<KeyRounds>();
        services.AddGrainStorage(ProviderName, (provider, _) => Enveloped(provider, states(provider)));
        return services.AddSingleton(typeof(IJournal<,>), typeof(Journal<,>));
    }

    /// <summary>Registers <see cref="MasterKeys"/> as they are at the start, and <see cref="MasterKeysHere"/>, which hears of changes; for wrapping, unless an <see cref="IMasterKeys"/> was registered before.</summary>
    /// <param name="services">Gets them.</param>
    /// <param name="variable">The variable of the environment they are in; null where they are in the file.</param>
    /// <param name="file">Where they are read again.</param>
    /// <param name="first">Reads them at the start.</param>
    internal static IServiceCollection AddMasterKeys(this IServiceCollection services, string? variable, string file, Func<IServiceProvider, MasterKeys> first)
    {
        services.AddSingleton(provider => variable is null ? first(provider) : MasterKeyFile.ReadVariable(variable));
        return services.AddSingleton(provider => new MasterKeysHere(
            provider.GetRequiredService<MasterKeys>(),
            variable is null ? () => MasterKeyFile.ReadShared(file) : null,
            provider.GetRequiredService<IRandomBytes>(),
            provider.GetRequiredService<ILogger<MasterKeysHere>>()));
    }

    internal static EnvelopedGrainStorage Enveloped(IServiceProvider provider, IGrainStorage states) =>
        new(states, provider.GetRequiredService<Envelope>(), provider.GetRequiredService<StorageJson>());
}
