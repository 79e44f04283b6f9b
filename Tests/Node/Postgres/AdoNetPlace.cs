#if PROVIDERS_ADONET
using Microsoft.Extensions.DependencyInjection;
using Muster.Silo.Storage;
using Muster.Silo.Storage.AdoNet;
using Muster.Silo.Storage.Postgres;
using Muster.Tests.Storage;
using Muster.Tests.Storage.Postgres;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;

namespace Muster.Tests.Node.Postgres;

/// <summary>Orleans' AdoNet provider without a silo around it.</summary>
public sealed class AdoNetPlace(PostgresServer server) : StorePlace
{
    private readonly PostgresPlace _place = new(server);
    private ServiceProvider? _services;

    public PostgresDatabase Database => _place.Database;

    public override IJournalStore Journal => _place.Journal;

    public override IGrainStorage States => AdoNetStates.Of(_services ??= Start());

    public override void Restart()
    {
        Stop();
        _place.Restart();
    }

    public override void Crash()
    {
        Stop();
        _place.Crash();
    }

    protected override void Dispose(bool disposing)
    {
        Stop();
        _place.Dispose();
        base.Dispose(disposing);
    }

    private ServiceProvider Start()
    {
        var services = new ServiceCollection().AddLogging().AddSerializer();
        services.Configure<ClusterOptions>(cluster => cluster.ServiceId = cluster.ClusterId = "muster");
        services.AddSingleton(_ => _place.Database); // by a factory that does not own it: the place closes it
        services.AddAdoNetStates();
        var provider = services.BuildServiceProvider();
        new InitStage().Run((ILifecycleParticipant<ISiloLifecycle>)provider.GetRequiredKeyedService<IGrainStorage>(AdoNetStates.ProviderName));
        return provider;
    }

    private void Stop() => _services = null;
}
#endif
