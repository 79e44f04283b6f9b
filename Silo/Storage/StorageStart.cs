using Muster.Silo.Storage.Sqlite;

namespace Muster.Silo.Storage;

/// <summary>Makes a process whose store cannot be used stop at its start, with the reason, instead of at the first message.</summary>
internal sealed class StorageStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<MusterDatabase>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
