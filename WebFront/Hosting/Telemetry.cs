using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Muster.WebFront.Hosting;

/// <summary>
/// Traces and metrics over OTLP, for whoever names a collector in <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; the other <c>OTEL_*</c> variables hold as
/// OpenTelemetry defines them. Without a collector nothing is measured and nothing is paid for. Spans carry routes and grain methods,
/// never what somebody wrote.
/// </summary>
public static class Telemetry
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The meter of what only Muster knows.</summary>
    public const string Meter = "Muster";

    /// <param name="builder">Of a node or a front.</param>
    /// <param name="service">What this process is called there, unless <c>OTEL_SERVICE_NAME</c> says otherwise.</param>
    /// <exception cref="WrongSettingsException">The collector's address is none.</exception>
    public static void UseTelemetry(this WebApplicationBuilder builder, string service)
    {
        if (builder.Configuration[Endpoint] is not { Length: > 0 } endpoint)
            return;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new WrongSettingsException("environment", [new(Endpoint, "is no http or https address")]);

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? service))
            .WithTracing(traces => traces
                .AddSource("Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application")
                .AddAspNetCoreInstrumentation()
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(Meter, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddOtlpExporter());
    }
}
