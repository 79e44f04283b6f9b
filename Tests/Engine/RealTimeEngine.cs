#if ENGINE_ORLEANS
using Orleans.Configuration;
using Orleans.TestingHost;
#else
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
#endif

namespace Muster.Tests.Engine;

/// <summary>The engine this build was made for, in real time: our own host, or one silo of Orleans' testing host.</summary>
public sealed class RealTimeEngine : IEngineUnderTest
{
#if ENGINE_ORLEANS
    private readonly InProcessTestCluster _cluster;

    private RealTimeEngine(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<RealTimeEngine> Start(Action<ISiloBuilder> configure, TimeSpan responseTimeout)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => configure(silo));
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = responseTimeout));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
#else
    private readonly IHost _host;

    private RealTimeEngine(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IClusterClient>();

    public static async Task<RealTimeEngine> Start(Action<ISiloBuilder> configure, TimeSpan responseTimeout)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo =>
        {
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = responseTimeout);
            configure(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
#endif

    public Task Run(Func<Task> body) => body();
}
