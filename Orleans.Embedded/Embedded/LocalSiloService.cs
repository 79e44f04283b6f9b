using Microsoft.Extensions.Hosting;

namespace Orleans.Embedded;

/// <summary>Starts and stops the engine with its host.</summary>
internal sealed class LocalSiloService(LocalEngine engine) : IHostedService, IDisposable
{
    private IdleCollector? _collector;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _collector = new(engine.Time, engine.Options, () => engine.Activations);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _collector?.Dispose();
        return engine.Stop(cancellationToken);
    }

    public void Dispose()
    {
        _collector?.Dispose();
        engine.Pending.Dispose();
    }
}
