using Microsoft.Extensions.Diagnostics.HealthChecks;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Hosting;

/// <summary>Whether what this front signs is believed by the others, and the other way round: one with other keys signs people out on every second request.</summary>
internal sealed class KeysAreOfCluster(IGrainFactory grains, IFrontKeys keys, FrontSettings settings, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly string _own = keys.Fingerprint();

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var theirs = await grains.GetGrain<IClusterGrain>(IClusterGrain.Key).FingerprintOfFrontKeys().WaitAsync(Patience, clock, cancellationToken);
        return theirs == _own
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"Muster:Keys: {settings.Keys} does not hold the keys that belong to this cluster's nodes; copy keys/front.json from a node's data directory");
    }
}
