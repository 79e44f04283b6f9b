using Microsoft.Extensions.Diagnostics.HealthChecks;
using Muster.Silo.Storage;

namespace Muster.Silo.Health;

/// <summary>Whether what is written now is kept.</summary>
internal sealed class StorageIsReady(IStorageHealth storage) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(storage switch
        {
            { IsReady: false, Trouble: var trouble } => HealthCheckResult.Unhealthy(trouble),
            { Damage: { } damage } => HealthCheckResult.Degraded(damage),
            _ => HealthCheckResult.Healthy(),
        });
}
