#if PROVIDERS_AZURESTORAGE
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo.Storage;
using Muster.Silo.Storage.AzureStorage;
using Muster.Silo.Storage.OverGrainStorage;
using Muster.Tests.Storage;
using Orleans.Serialization;
using Orleans.Storage;

namespace Muster.Tests.Node.AzureStorage;

/// <summary>A container of its own, by Orleans' AzureBlobStorage provider without a silo around it. The account outlives every crash.</summary>
internal sealed class AzurePlace(AzuriteServer server) : StorePlace
{
    private ServiceProvider? _services;
    private IJournalStore? _journal;

    /// <summary>With all the patience there is: a busy machine is no outage.</summary>
    public AzureStorageSettings Settings { get; } = new()
    {
        ConnectionString = server.ConnectionString,
        Container = server.NewName(),
        Table = server.NewName(),
        CallPatience = TimeSpan.FromSeconds(30),
    };

    public AzureContainer Container => Services.GetRequiredService<AzureContainer>();

    public override IGrainStorage States => AzureGrainStates.Of(Services);

    public override IJournalStore Journal => _journal ??= new GrainStorageJournalStore(States);

    private ServiceProvider Services => _services ??= Start();

    public override void Restart() => (_services, _journal) = (null, null);

    public override void Crash() => Restart();

    private ServiceProvider Start()
    {
        var services = new ServiceCollection().AddLogging().AddSerializer();
        services.AddSingleton(AzureContainer.Open(Settings, TimeProvider.System, NullLogger.Instance));
        AzureGrainStates.AddProvider(services);
        var provider = services.BuildServiceProvider();
        new InitStage().Run((ILifecycleParticipant<ISiloLifecycle>)provider.GetRequiredKeyedService<IGrainStorage>(AzureGrainStates.ProviderName));
        return provider;
    }
}
#endif
