using System.Diagnostics.Metrics;
using Muster.Sweeping;

namespace Muster.Silo.Health;

/// <summary>
/// The gauge <c>muster.promises.broken</c>: promises to those who wait that the sweepers of this node see broken, by <c>agency</c> and <c>kind</c>. Always 0 unless
/// there is a defect: alert on anything else. An agency is swept by one node at a time, so a cluster's figure is the sum over its nodes.
/// </summary>
internal sealed class FindingsGauge(IMeterFactory meters, FindingsHere findings) : IHostedService
{
    public const string Name = "muster.promises.broken";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create(Telemetry.Meter).CreateObservableGauge(Name, Measure, "{promise}", "Promises to those who wait that do not hold");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> Measure() =>
        from agency in findings.Found
        from kind in Enum.GetValues<SweepKind>()
        select new Measurement<int>(
            agency.Value.Count(finding => finding.Kind == kind),
            new KeyValuePair<string, object?>("agency", agency.Key),
            new KeyValuePair<string, object?>("kind", kind.ToString()));
}
