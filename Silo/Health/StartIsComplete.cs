using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Muster.Silo.Health;

/// <summary>Whether the process has done all that comes before its first citizen.</summary>
internal sealed class StartIsComplete : IHealthCheck
{
    private volatile bool _isComplete;

    public void Complete() => _isComplete = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isComplete ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("starting"));
}
