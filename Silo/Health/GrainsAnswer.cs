using Microsoft.Extensions.Diagnostics.HealthChecks;
using Muster.Agencies;
using Muster.Silo.Configuration;

namespace Muster.Silo.Health;

/// <summary>Whether the first agency's grain answers.</summary>
internal sealed class GrainsAnswer(AgencyFiles agencies, IGrainFactory grains, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (agencies.All.FirstOrDefault() is not { } agency) return HealthCheckResult.Healthy("no agency is set up");

        var answer = await grains.GetGrain<IAgencyGrain>(agency.Id).Look().WaitAsync(Patience, clock, cancellationToken);
        return answer.IsDone ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"agency {agency.Id} answers {answer.Refusal}");
    }
}
