using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Muster.Silo.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve.</summary>
internal static class HealthEndpoints
{
    public static void AddHealth(this IServiceCollection services) => services
        .AddSingleton<StartIsComplete>()
        .AddHealthChecks()
        .AddCheck<StartIsComplete>("start")
        .AddCheck<IsStaying>("stop")
        .AddCheck<StorageIsReady>("storage")
        .AddCheck<GrainsAnswer>("grains");

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write });
    }

    /// <summary>In words for an operator; a failed check's exception stays in the log.</summary>
    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? entry.Value.Status.ToString()),
    });
}
