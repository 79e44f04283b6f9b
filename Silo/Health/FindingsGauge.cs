using System.Diagnostics.Metrics;
using Muster.Sweeping;

namespace Muster.Silo.Health;

/// <summary>
/// The gauge <c>muster.promises.broken</c>: promises to those who wait that the sweepers of this node see broken, by <c>agency</c> and <c>kind</c>. Always 0 unless
/// there is a defect: alert on anything else. An agency is swept by one node at a time, so a cluster's figure is the sum over its nodes.
/// The gauge <c>muster.promises.swept.age</c>: seconds since such a sweep last came to its end. What has not been looked at is not known to be well.
/// </summary>
internal sealed class FindingsGauge(IMeterFactory meters, FindingsHere findings, TimeProvider clock) : IHostedService
{
    public const string Name = "muster.promises.broken";
    public const string AgeName = "muster.promises.swept.age";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(Telemetry.Meter);
        meter.CreateObservableGauge(Name, Measure, "{promise}", "Promises to those who wait that do not hold");
        meter.CreateObservableGauge(AgeName, MeasureAge, "s", "Time since the promises of an agency were last looked at");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> Measure() =>
        from agency in findings.Found
        from kind in Enum.GetValues<SweepKind>()
        select new Measurement<int>(
            agency.Value.Findings.Count(finding => finding.Kind == kind),
            new KeyValuePair<string, object?>("agency", agency.Key),
            new KeyValuePair<string, object?>("kind", kind.ToString()));

    private IEnumerable<Measurement<double>> MeasureAge() =>
        from agency in findings.Found
        where agency.Value.At is not null
        select new Measurement<double>((clock.GetUtcNow() - agency.Value.At!.Value).TotalSeconds, new KeyValuePair<string, object?>("agency", agency.Key));
}
