using System.CommandLine;
using Muster.LoadTests.Measures;
using Muster.LoadTests.Scenarios;

namespace Muster.LoadTests.Commands;

/// <summary>`bench`: every measure of performance.md, in turn with L, in one table.</summary>
internal static class BenchCommand
{
    public static Command Create(TimeProvider clock)
    {
        var choices = new Choices();
        var only = new Option<string[]>("--only")
        {
            Description = "Some of: idle saturation steady half resume starts refill overload long",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("bench", "Measure the product against L (a cluster against L2), interleaved, and print the ratios") { only };
        choices.AddTo(command);
        command.SetAction(async (options, stop) =>
        {
            using var experiment = new Experiment(choices, options, clock);
            experiment.AddProduct();
            experiment.AddBaseline();
            var report = new RunReport(experiment.Settings.ToString(), options.GetValue(choices.Seed)) { Baseline = experiment.Baseline };
            await experiment.Run(rigs => Measure(rigs, report, experiment, options.GetValue(choices.Rounds), options.GetValue(only)!), stop);
            await ReportWriter.Write(report, options.GetValue(choices.Json));
            return report.IsClean ? 0 : 1;
        });
        return command;
    }

    private static async Task Measure(IReadOnlyList<Rig> rigs, RunReport report, Experiment experiment, int rounds, string[] only)
    {
        var bench = new Bench(rigs, report, experiment.Citizens, rounds, experiment.WarmUp, experiment.Window);
        foreach (var (name, measure) in bench.Measures)
        {
            if (only.Length == 0 || only.Contains(name))
                await measure();
        }

        foreach (var rig in rigs)
            report.Add(rig.Server.Name, rig.Floor.Ledger.Check());
    }
}
