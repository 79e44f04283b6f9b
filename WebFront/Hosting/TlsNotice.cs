namespace Muster.WebFront.Hosting;

/// <summary>Says at a start how the nodes and fronts of this cluster talk to each other.</summary>
internal sealed class TlsNotice(ClusterTls? tls, ILogger<TlsNotice> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (tls is null) log.LogWarning("Nodes and fronts talk in plain, and anybody may join them: Muster:Tls is not set");
        else tls.Announce();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
