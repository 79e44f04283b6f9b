using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Muster.Silo.Health.OfOrleans;

/// <summary>Says how many grains this node holds, for whoever balances or takes nodes away. It never makes a node unready.</summary>
internal sealed class ActivationsHere(IGrainFactory grains, ILocalSiloDetails silo, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return HealthCheckResult.Healthy(await Count().WaitAsync(Patience, clock, cancellationToken));
        }
        catch (Exception unknown) when (unknown is not OutOfMemoryException)
        {
            return HealthCheckResult.Healthy("unknown");
        }
    }

    private async Task<string> Count()
    {
        var statistics = await grains.GetGrain<IManagementGrain>(0).GetRuntimeStatistics([silo.SiloAddress]);
        return statistics[0].ActivationCount.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
