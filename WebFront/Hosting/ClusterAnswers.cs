using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Muster.WebFront.Hosting;

/// <summary>Whether a front reaches a node.</summary>
internal sealed class ClusterAnswers(IGrainFactory grains, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var nodes = await CountNodes().WaitAsync(Patience, clock, cancellationToken);
        return nodes > 0 ? HealthCheckResult.Healthy($"{nodes} nodes") : HealthCheckResult.Unhealthy("no node is active");
    }

    private async Task<int> CountNodes() => (await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count;
}
