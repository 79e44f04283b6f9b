using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>What every silo registers before the application adds its own.</summary>
internal static class SiloServices
{
    public static void AddLocalSilo(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LocalSilo>();
        services.AddSingleton<ILocalSiloDetails>(provider => provider.GetRequiredService<LocalSilo>());
        services.AddSingleton<IMembership>(provider => provider.GetRequiredService<LocalSilo>());
        services.AddSingleton(provider => new LocalEngine(
            provider,
            provider.GetRequiredService<TimeProvider>(),
            Options(provider),
            provider.GetRequiredService<ILogger<LocalEngine>>()));
        services.AddClient(provider => provider.GetRequiredService<LocalEngine>());
        services.AddHostedService<LocalSiloService>();
    }

    public static void AddClient(this IServiceCollection services, Func<IServiceProvider, Engine> engine)
    {
        services.AddSingleton<IClusterClient>(provider => new ClusterClient(engine(provider)));
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
    }

    public static EngineOptions Options(IServiceProvider services)
    {
        var messaging = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        var collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        return new(
            messaging.ResponseTimeout,
            collection.CollectionAge,
            collection.CollectionQuantum,
            collection.ActivationTimeout,
            collection.DeactivationTimeout,
            collection.ClassSpecificCollectionAge);
    }
}
