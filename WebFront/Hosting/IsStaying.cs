using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Muster.WebFront.Hosting;

/// <summary>Whether new work may come here: a process that has been told to stop still serves, but is to be given nothing new.</summary>
internal sealed class IsStaying(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy());
}
