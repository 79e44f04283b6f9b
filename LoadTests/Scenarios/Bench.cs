using Muster.LoadTests.Measures;
using Muster.LoadTests.Servers;

namespace Muster.LoadTests.Scenarios;

/// <summary>All measures of performance.md, the servers in turn within each round, so that a busy minute of the machine meets all of them.</summary>
internal sealed class Bench(IReadOnlyList<Rig> rigs, RunReport report, int conversations, int rounds, TimeSpan warmUp, TimeSpan window)
{
    private const double SteadyRate = 1_000;
    private const double StartsPerSecond = 200;
    private const int Waiting = 1_000;
    private const double ClosesPerSecond = 100;

    private readonly Comparison _comparison = report.Comparison;

    /// <summary>By name, in the order in which they are done.</summary>
    public IReadOnlyList<(string Name, Func<Task> Do)> Measures =>
    [
        ("idle", () => Once(Idle)),
        ("saturation", async () =>
        {
            await Once(rig => ClosedLoop.Run(rig, conversations, 1, TimeSpan.Zero, Warmth.Enough));
            await InTurn(Saturate);
        }),
        ("steady", () => InTurn(Steady)),
        ("half", () => InTurn(Half)),
        ("resume", () => InTurn(Resume)),
        ("starts", () => InTurn(Starts)),
        ("refill", () => InTurn(Refill)),
        ("overload", () => Once(Exceed)),
        ("long", () => Once(WriteLong)),
    ];

    private async Task InTurn(Func<Rig, Task> measure)
    {
        for (var round = 0; round < rounds; round++)
            await Once(measure);
    }

    private async Task Once(Func<Rig, Task> measure)
    {
        foreach (var rig in rigs)
            await measure(rig);
    }

    private async Task Idle(Rig rig) =>
        _comparison.Add(Goal.IdleMemory, rig.Server.Name, await IdleHouse.Run(rig, conversations));

    private async Task Saturate(Rig rig)
    {
        var measured = Kept(await ClosedLoop.Run(rig, conversations, 1, warmUp, window));
        _comparison.Add(report.Baseline == ServerLineup.BaselineApart ? Goal.SaturationApart : Goal.Saturation, rig.Server.Name, measured.PerSecond);
        _comparison.Add(Goal.CpuAtSaturation, rig.Server.Name, measured.ServerSecondsPer1000);
    }

    private async Task Steady(Rig rig)
    {
        var measured = Kept(await OpenLoop.Run(rig, conversations, SteadyRate, warmUp, window));
        _comparison.Add(Goal.CpuSteady, rig.Server.Name, measured.ServerSecondsPer1000);
        _comparison.Add(Goal.MedianSteady, rig.Server.Name, measured.Delivered.P50);
        _comparison.Add(Goal.TailSteady, rig.Server.Name, measured.Delivered.P99);
    }

    private async Task Half(Rig rig)
    {
        var measured = Kept(await OpenLoop.Run(rig, conversations, SaturationOf(rig) / 2, warmUp, window));
        _comparison.Add(Goal.TailAtHalf, rig.Server.Name, measured.Delivered.P99);
    }

    private async Task Resume(Rig rig) =>
        _comparison.Add(Goal.Resume, rig.Server.Name, await ResumeStorm.Run(rig, conversations));

    private async Task Starts(Rig rig)
    {
        var measured = Kept(await StartStorm.Run(rig, StartsPerSecond, warmUp, window));
        _comparison.Add(Goal.Start, rig.Server.Name, measured.Reached.P99);
    }

    private async Task Refill(Rig rig)
    {
        var measured = Kept(await FullHouse.Run(rig, conversations, Waiting, ClosesPerSecond));
        _comparison.Add(Goal.Refill, rig.Server.Name, measured.Refilled.P99);
        _comparison.Add(Goal.RefillS34, rig.Server.Name, measured.Refilled.P95);
    }

    private async Task Exceed(Rig rig)
    {
        var saturation = SaturationOf(rig);
        var (during, after) = await Overload.Run(rig, conversations, saturation, SteadyRate, window);
        _comparison.Add(Goal.Overload, rig.Server.Name, Kept(during).PerSecond / saturation);
        _comparison.Add(Goal.AfterOverload, rig.Server.Name, Kept(after).Delivered.P99);
    }

    private async Task WriteLong(Rig rig)
    {
        foreach (var (shortOne, longOne) in await LongTranscript.Run(rig, rounds))
            _comparison.Add(Goal.LongTranscript, rig.Server.Name, Kept(longOne).ServerSecondsPer1000 / Kept(shortOne).ServerSecondsPer1000);
    }

    private double SaturationOf(Rig rig) =>
        _comparison.Median(Goal.Saturation, rig.Server.Name) ?? _comparison.Median(Goal.SaturationApart, rig.Server.Name) ?? throw new InvalidOperationException("Measure saturation first: --only saturation ...");

    private Measured Kept(Measured measured)
    {
        report.Add(measured);
        return measured;
    }
}
