using Microsoft.Extensions.Configuration.Memory;
using Muster.Agencies;
using Muster.Identity;
using Muster.Silo.Configuration;
using Muster.Silo.Health;
using Muster.Silo.Identity;
using Muster.Silo.Starting;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Muster.WebFront;
using Muster.WebFront.Security;

namespace Muster.Silo;

/// <summary>What a node brings besides the engine, the storage and the front.</summary>
internal static class NodeComposition
{
    /// <exception cref="WrongSettingsException">They are not such as a node can start with.</exception>
    public static SiloSettings ReadSettings(this WebApplicationBuilder builder, string[] arguments)
    {
        var configuration = builder.Configuration;
        configuration.AddInMemoryCollection(CommandLine.Parse(arguments));
        SettingsFile.AddTo(configuration);
        builder.WebHost.UseUrls(configuration["urls"] ?? SiloSettings.DefaultUrls);

        var settings = SettingsReader.Read<SiloSettings>(configuration);
        Engine.Check(settings);
        if (settings.Profile == SiloSettings.Azure) settings = settings with { AzureStorage = settings.AzureStorage.WithConnectionOfFile() };
        configuration.AddDefaults(settings);
        StopSettings.Check(settings.DrainOver, settings.StopPatience);
        var problems = settings.Problems(configuration.GetSection("Orleans"));
        return problems.IsEmpty ? settings : throw new WrongSettingsException("settings", problems);
    }

    /// <summary>In the profile's place: on this machine's disk, or in what the nodes of its cluster share.</summary>
    public static void AddProfileStorage(this IServiceCollection services, SiloSettings settings, DataDirectory data)
    {
        services.AddSingleton(settings.DataKeys);
        var local = new StorageSettings { Directory = data.Path, KeyVariable = settings.KeyVariable };
        if (settings.KeyFile is { } keyFile) local = local with { KeyFile = keyFile };
        if (settings.Profile == SiloSettings.Development) services.AddMusterStorage(local);
        else services.AddClusterStorage(settings, local.KeyFile);
    }

    public static void AddNode(this IServiceCollection services, SiloSettings settings, DataDirectory data)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.StopPatience);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(data);
        services.AddSingleton(provider => new AgencyFiles(data.Agencies, provider.GetRequiredService<ILogger<AgencyFiles>>()));
        services.AddSingleton<IAgencySettingsSource>(provider => provider.GetRequiredService<AgencyFiles>());
        services.AddSingleton<IRandomness, SystemRandomness>();
        services.AddSingleton<IPasswords, IdentityPasswords>();
        services.AddSingleton<IFrontKeys, FrontKeys>();
        services.AddSingleton(provider => new FrontKeysFingerprint(provider.GetRequiredService<IFrontKeys>().Fingerprint()));
        services.AddMusterGrains();
        services.AddSingleton(new DrainSettings(settings.DrainOver));
        if (settings.Front) services.AddWebFront();
        services.AddSingleton<IKeyWitness, AuditOfKeys>(); // in the place of the log alone
        services.AddSingleton<FirstStart>();
        services.AddSingleton<NewAccounts>();
        services.AddHostedService<Wakers>();
        services.AddHostedService<LineGauge>();
        services.AddHostedService<FindingsGauge>();
    }

    /// <summary>A connection string that cannot be read is named by the rules, not here.</summary>
    private static void AddDefaults(this ConfigurationManager configuration, SiloSettings settings)
    {
        var defaults = settings.Profile switch
        {
            SiloSettings.Postgres when SiloSettingsRules.CanConnect(settings.PostgreSql) => ClusterDefaults.Of(settings.PostgreSql),
            SiloSettings.Azure => ClusterDefaults.Of(settings.AzureStorage),
            _ => null,
        };
        if (defaults is not null) ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
    }
}
