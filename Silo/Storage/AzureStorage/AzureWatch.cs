namespace Muster.Silo.Storage.AzureStorage;

/// <summary>Tries by itself whether a container that failed can be written again, and looks at it now and then while nobody writes.</summary>
internal sealed class AzureWatch(AzureContainer container, AzureStorageSettings settings, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(settings.RetryEvery, clock);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                if (!container.Health.IsReady || clock.GetUtcNow() - container.Health.LastWriteAt.GetValueOrDefault() >= settings.LookEvery)
                    await container.TryWrite(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }
}
