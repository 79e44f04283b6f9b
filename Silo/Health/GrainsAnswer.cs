using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Muster.Agencies;
using Muster.Silo.Configuration;

namespace Muster.Silo.Health;

/// <summary>
/// Whether each agency's grain answers, and goes by what this node's files say: it reads those of the node it is on. Of nodes that were given different
/// files the others say so here, and so they do while a change is being handed out. That a file is missing is told once the grain is where it is.
/// </summary>
internal sealed class GrainsAnswer(AgencyFiles agencies, IGrainFactory grains, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var answers = await Task.WhenAll(agencies.All.Select(async own => (own.Id, IsSame: await HoldsFor(own)))).WaitAsync(Patience, clock, cancellationToken);
        var others = answers.Where(agency => !agency.IsSame).Select(agency => agency.Id).ToList();
        return others.Count == 0
            ? HealthCheckResult.Healthy(answers.Length == 0 ? "no agency is set up" : null)
            : HealthCheckResult.Degraded($"{string.Join(", ", others)}: other settings at the node that answers for it; give every node the same agencies/*.json");
    }

    private async Task<bool> HoldsFor(AgencySettings own) => (await grains.GetGrain<IAgencyGrain>(own.Id).Look()).Value is { } view && Text(view.Settings) == Text(own);

    /// <summary>Lists in records are equal only to themselves.</summary>
    private static string Text(AgencySettings settings) => JsonSerializer.Serialize(settings);
}
