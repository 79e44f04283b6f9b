using Muster.Silo.Storage.Encryption;
using Orleans.Storage;

namespace Muster.Silo.Storage;

/// <summary>Makes a process whose store cannot be used stop at its start, with the reason, instead of at the first message.</summary>
internal sealed class StorageStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => KeyCheck.Pass(
        services.GetRequiredKeyedService<IGrainStorage>(StorageRegistration.ProviderName), services.GetRequiredService<MasterKeys>());

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
