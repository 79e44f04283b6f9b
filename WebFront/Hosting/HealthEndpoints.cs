using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Muster.WebFront.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve, and is to be given work.</summary>
public static class HealthEndpoints
{
    private static readonly HttpMethodMetadata Reads = new([HttpMethods.Get, HttpMethods.Head]);

    /// <summary>What every process is asked; each adds what it depends on.</summary>
    public static IHealthChecksBuilder AddHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<IsStaying>("stop");

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteWord }).WithMetadata(Reads);
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).WithMetadata(Reads);
    }

    private static Task WriteWord(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(report.Status.ToString());
    }

    /// <summary>In words for an operator; a failed check's exception stays in the log.</summary>
    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? entry.Value.Status.ToString()),
    });
}
