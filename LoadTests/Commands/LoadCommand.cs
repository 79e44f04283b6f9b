using System.CommandLine;
using Muster.LoadTests.Measures;
using Muster.LoadTests.Scenarios;
using Muster.LoadTests.Servers;
using Spectre.Console;

namespace Muster.LoadTests.Commands;

/// <summary>`load`: drives citizens and agents through the public contract, reports, and checks the ledger.</summary>
internal static class LoadCommand
{
    private const double LeastWithoutStorage = 20_000;
    private const double NoiseAllowed = 0.05;

    public static Command Create(TimeProvider clock)
    {
        var choices = new Choices();
        var baseline = new Option<bool>("--baseline") { Description = "Measure L in turn with the product, and L without storage once" };
        var inFlight = new Option<int>("--in-flight") { Description = "Closed loop: messages under way per conversation", DefaultValueFactory = _ => 1 };
        var memory = new Option<bool>("--memory") { Description = "Measure the memory of an idle conversation first" };
        var rate = new Option<double?>("--rate") { Description = "Open loop instead: messages per second, durations from the intended time" };
        var command = new Command("load", "Drive citizens and agents through the public contract") { baseline, inFlight, rate, memory };
        choices.AddTo(command);
        command.SetAction(async (options, stop) =>
        {
            using var experiment = new Experiment(choices, options, clock);
            experiment.AddProduct();
            if (options.GetValue(baseline))
            {
                experiment.AddBaseline();
                experiment.AddRelay(storage: false);
            }

            var report = new RunReport(experiment.Settings.ToString(), options.GetValue(choices.Seed)) { Baseline = experiment.Baseline };
            await experiment.Run(
                async rigs =>
                {
                    if (options.GetValue(memory))
                        await WeighIdle(rigs, report, experiment.Citizens);
                    await Drive(rigs, report, experiment, options.GetValue(choices.Rounds), options.GetValue(inFlight), options.GetValue(rate));
                },
                stop);
            await ReportWriter.Write(report, options.GetValue(choices.Json));
            return report.IsClean ? 0 : 1;
        });
        return command;
    }

    private static async Task WeighIdle(IReadOnlyList<Rig> rigs, RunReport report, int conversations)
    {
        foreach (var rig in rigs)
            report.Comparison.Add(Goal.IdleMemory, rig.Server.Name, await IdleHouse.Run(rig, conversations));
    }

    private static async Task Drive(IReadOnlyList<Rig> rigs, RunReport report, Experiment experiment, int rounds, int inFlight, double? rate)
    {
        foreach (var rig in rigs)
            await ClosedLoop.Run(rig, experiment.Citizens, inFlight, TimeSpan.Zero, Warmth.Enough); // not counted: code gets compiled

        for (var round = 0; round < rounds; round++)
        {
            foreach (var rig in rigs)
            {
                report.Add(rate is { } perSecond
                    ? await OpenLoop.Run(rig, experiment.Citizens, perSecond, experiment.WarmUp, experiment.Window)
                    : await ClosedLoop.Run(rig, experiment.Citizens, inFlight, experiment.WarmUp, experiment.Window));
            }
        }

        foreach (var rig in rigs)
            report.Add(rig.Server.Name, rig.Floor.Ledger.Check());
        SayWhetherBaselineHolds(report);
    }

    /// <summary>performance.md: under 20,000 msg/s without storage on a quiet machine, the baseline is to be mended before anything is compared with it.</summary>
    private static void SayWhetherBaselineHolds(RunReport report)
    {
        var windows = report.Windows.Where(window => window.Server == ServerLineup.WithoutStorage).OrderBy(window => window.PerSecond).ToList();
        if (windows is not [.., var best] || best.Scenario != ClosedLoop.Name)
            return;
        var verdict = best.PerSecond >= LeastWithoutStorage ? "holds" : best.ElsewhereShare > NoiseAllowed ? "cannot be judged: the machine was not quiet" : "MUST BE MENDED";
        AnsiConsole.WriteLine($"L without storage reached {best.PerSecond:N0} msg/s, {best.ElsewhereShare:P0} of the machine busy elsewhere: the baseline {verdict}.");
    }
}
