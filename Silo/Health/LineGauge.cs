using System.Diagnostics.Metrics;
using Muster.Queues;

namespace Muster.Silo.Health;

/// <summary>
/// The gauge <c>muster.queue.waiting</c>: conversations that wait, by <c>queue</c> (<c>agency/queue</c>), in the lines this node keeps. A queue is
/// kept by one node at a time, so a cluster's figure is the sum over its nodes. Up to a second old; unread, it costs nothing.
/// </summary>
internal sealed class LineGauge(IMeterFactory meters, LinesHere lines) : IHostedService
{
    public const string Name = "muster.queue.waiting";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create(Telemetry.Meter).CreateObservableGauge(Name, Measure, "{conversation}", "Conversations that wait for an agent");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> Measure() =>
        lines.Waiting.Select(line => new Measurement<int>(line.Value, new KeyValuePair<string, object?>("queue", line.Key)));
}
