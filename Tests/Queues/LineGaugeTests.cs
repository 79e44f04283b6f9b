#if ENGINE_EMBEDDED
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Muster.Agents;
using Muster.Queues;
using Muster.Silo.Health;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>What an autoscaler is told of the lines.</summary>
public sealed class LineGaugeTests
{
    [Fact]
    public async Task Those_who_wait_are_counted_and_those_who_are_served_are_not()
    {
        await using var cluster = await ChatCluster.Start();
        var (robin, kim) = (cluster.Citizen("robin"), cluster.Citizen("kim"));
        await robin.Starts();
        await kim.Starts();
        await cluster.Pass(TimeSpan.FromSeconds(2));
        var before = Read(cluster.Lines);

        var alex = await cluster.Hire("alex", capacity: 1);
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        await cluster.Pass(TimeSpan.FromSeconds(2), alex);

        Assert.Equal((2, 1), (before[Some.QueueKey], Read(cluster.Lines)[Some.QueueKey]));
    }

    [Fact]
    public void A_queue_that_another_node_keeps_is_that_ones_to_tell()
    {
        var lines = new LinesHere();
        lines.Tell("demo/general", 3);
        lines.Tell("demo/other", 4);

        lines.Forget("demo/general");

        Assert.Equal(("demo/other", 4), Assert.Single(Read(lines).Select(line => (line.Key, line.Value))));
    }

    /// <summary>As an exporter does.</summary>
    private static ConcurrentDictionary<string, int> Read(LinesHere lines)
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        _ = new LineGauge(meters, lines).StartAsync(TestContext.Current.CancellationToken);
        var read = new ConcurrentDictionary<string, int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == LineGauge.Name && instrument.Meter.Scope == meters) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => read[(string)tags[0].Value!] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return read;
    }
}
#endif
