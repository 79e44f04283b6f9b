namespace Muster.Tests.Simulation;

/// <summary>Whole clusters in virtual time, seed by seed.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void One_seed()
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("MUSTER_FROM") ?? "0", null);
        var count = ulong.Parse(Environment.GetEnvironmentVariable("MUSTER_SEEDS") ?? "6", null);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var one = seed; one < seed + count; one++)
        {
            clock.Restart();
            using var file = Environment.GetEnvironmentVariable("MUSTER_TRACE") is { } path ? new StreamWriter(path) : null;
            var report = Run.Of(Scenario.Small(one), trace: file is null ? null : file.WriteLine);
            output.WriteLine($"seed {one} {report.Scenario.Weather}: {report.Scenario.Citizens} citizens, {report.Scenario.Accounts.Length} agents, {report.Steps} steps, {report.History.Facts.Count} facts, {clock.ElapsedMilliseconds} ms, until {report.EndedAt:HH:mm:ss}, trace {report.Trace:x16}, {report.Tally}");
            foreach (var violation in report.Violations.Take(12))
                output.WriteLine("   " + violation);
        }
    }

    [Fact]
    public void Many()
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("MUSTER_FROM") ?? "0", null);
        var count = ulong.Parse(Environment.GetEnvironmentVariable("MUSTER_SEEDS") ?? "6", null);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var campaign = new Campaign();
        campaign.Play(Enumerable.Range(0, (int)count).Select(number => seed + (ulong)number), Scenario.Small);
        output.WriteLine($"{count} seeds in {clock.ElapsedMilliseconds} ms\n{campaign}");
    }
}
