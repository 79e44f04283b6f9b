namespace Muster.Silo.Storage;

/// <summary>Makes a process whose store cannot be used stop at its start, with the reason, instead of at the first message.</summary>
internal sealed class StorageStart(Func<Task> check) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => check();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
