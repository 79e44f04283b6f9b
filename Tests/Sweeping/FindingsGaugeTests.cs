using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Muster.Silo.Health;
using Muster.Sweeping;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>What an operator's alarm is told of broken promises.</summary>
public sealed class FindingsGaugeTests
{
    [Fact]
    public void Broken_promises_are_counted_by_agency_and_kind_and_those_that_hold_are_none()
    {
        var findings = new FindingsHere();
        findings.Tell("demo", new SweepReport(Some.Moment, [Found(SweepKind.IdleAgent, "demo/a"), Found(SweepKind.IdleAgent, "demo/b"), Found(SweepKind.Passed, "demo/a")]));
        findings.Tell("other", new SweepReport(Some.Moment, []));

        var read = Read(findings);

        Assert.Equal(2 * Enum.GetValues<SweepKind>().Length, read.Count);
        Assert.Equal((2, 1, 0), (read[("demo", "IdleAgent")], read[("demo", "Passed")], read[("demo", "Nowhere")]));
        Assert.All(read.Where(one => one.Key.Agency == "other"), one => Assert.Equal(0, one.Value));
    }

    [Fact]
    public void What_is_mended_is_counted_no_longer()
    {
        var findings = new FindingsHere();
        findings.Tell("demo", new SweepReport(Some.Moment, [Found(SweepKind.Nowhere, "demo/a")]));

        findings.Tell("demo", new SweepReport(Some.Moment, []));

        Assert.All(Read(findings), one => Assert.Equal(0, one.Value));
    }

    [Fact]
    public void An_agency_that_another_node_sweeps_is_that_ones_to_tell()
    {
        var findings = new FindingsHere();
        findings.Tell("demo", new SweepReport(Some.Moment, [Found(SweepKind.Nowhere, "demo/a")]));
        findings.Tell("other", new SweepReport(Some.Moment, []));

        findings.Forget("demo");

        Assert.All(Read(findings), one => Assert.Equal("other", one.Key.Agency));
    }

    private static SweepFinding Found(SweepKind kind, string conversation) => new(kind, Some.Queue, conversation, Some.Alex, Some.Moment);

    /// <summary>As an exporter does.</summary>
    private static ConcurrentDictionary<(string Agency, string Kind), int> Read(FindingsHere findings)
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        _ = new FindingsGauge(meters, findings, TimeProvider.System).StartAsync(TestContext.Current.CancellationToken);
        var read = new ConcurrentDictionary<(string, string), int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == FindingsGauge.Name && instrument.Meter.Scope == meters) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => read[((string)tags[0].Value!, (string)tags[1].Value!)] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return read;
    }
}
