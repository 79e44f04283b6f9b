using System.Diagnostics;
using System.Globalization;

namespace Muster.Tests.Simulation;

/// <summary>
/// Whole clusters in virtual time, seed by seed: no promise is broken whatever strikes. <c>MUSTER_SEEDS</c> and <c>MUSTER_FROM</c> choose
/// other seeds by hand, <c>MUSTER_LARGE</c> and <c>MUSTER_LENGTHY</c> how many large ones and how many of long conversations.
/// </summary>
[Collection(SimulationRuns.Name)]
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int SmallSeeds = 1_000;
    private const int LargeSeeds = 2;
    private const int LengthySeeds = 24;
    private const int FactsUntilASnapshot = 500;
    private const int FactsInABlockOfPages = 1_024;

    [Fact]
    public void Small_clusters_keep_every_promise() => Play(SeedsFrom(Number("MUSTER_SEEDS", SmallSeeds)), Scenario.Small);

    [Fact]
    public void Large_clusters_keep_every_promise() => Play(SeedsFrom(Number("MUSTER_LARGE", LargeSeeds)), Scenario.Large);

    [Fact]
    public void Long_conversations_keep_every_promise()
    {
        var seeds = Number("MUSTER_LENGTHY", LengthySeeds);
        var campaign = Play(SeedsFrom(seeds), Scenario.Lengthy);

        if (seeds < LengthySeeds || Number("MUSTER_FROM", 0) != 0)
            return; // chosen by hand, they may be shorter
        Assert.InRange(campaign.LongestSnapshot, FactsUntilASnapshot, int.MaxValue);
        Assert.InRange(campaign.LongestInPages, FactsInABlockOfPages + 1, int.MaxValue);
    }

    private static IEnumerable<ulong> SeedsFrom(int count) =>
        Enumerable.Range(Number("MUSTER_FROM", 0), count).Select(seed => (ulong)seed);

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private Campaign Play(IEnumerable<ulong> seeds, Func<ulong, Scenario> scenario)
    {
        var clock = Stopwatch.StartNew();
        var campaign = new Campaign();
        campaign.Play(seeds, scenario);
        output.WriteLine($"in {clock.Elapsed.TotalSeconds:F1} s: {campaign}");
        foreach (var report in campaign.Failed.Values.Take(3))
            output.WriteLine(Replay.Of(report.Scenario));

        Assert.Empty(campaign.Failed.Select(failed => $"seed {failed.Key}: {failed.Value.Violations[0]}"));
        Assert.InRange(campaign.DelayAt(0.95), 0, 1);
        return campaign;
    }
}
