using System.CommandLine;
using System.Globalization;
using Muster.LoadTests.Scenarios;
using Spectre.Console;

namespace Muster.LoadTests.Commands;

/// <summary>`line`: what a long line costs while everybody in it looks where they stand, and how soon whoever is next is on a screen.</summary>
internal static class LineCommand
{
    /// <summary>ms: S34, at the 95th percentile.</summary>
    private const double LongestRefill = 1_000;

    public static Command Create(TimeProvider clock)
    {
        var choices = new Choices();
        var waiting = new Option<int[]>("--waiting") { Description = "How many wait, each against a product of its own", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [100, 1_000, 10_000] };
        var command = new Command("line", "A long line: the cost of telling everybody where they stand, and the time until capacity that becomes free is used") { waiting };
        choices.AddTo(command);
        command.SetAction(async (options, stop) =>
        {
            var reports = new List<LongLineReport>();
            foreach (var number in options.GetValue(waiting)!)
            {
                using var experiment = new Experiment(choices, options, clock);
                experiment.AddProduct();
                var full = options.GetValue(choices.Agents) * options.GetValue(choices.Capacity);
                await experiment.Run(
                    async rigs => reports.Add(await new LongLine(rigs.Single(), options.GetValue(choices.Agency)!, full, number).Run(experiment.Window)), stop);
            }

            Show(reports);
            return reports.All(report => report.Refill.Refilled.P95 < LongestRefill) ? 0 : 1;
        });
        return command;
    }

    private static void Show(IReadOnlyList<LongLineReport> reports)
    {
        var table = new Table().AddColumns(
            "waiting", "CPU s/s, nobody looks", "everybody looks", "ms/s for each", "positions, polls, pages /s", "capacity to screen, ms p50 / p95 / p99 / max", "of", "MiB", "elsewhere");
        foreach (var report in reports)
        {
            table.AddRow(
                report.Waiting.ToString("N0", CultureInfo.InvariantCulture),
                report.Alone.Measured.ServerSecondsPerSecond.ToString("0.000", CultureInfo.InvariantCulture),
                report.Looked.Measured.ServerSecondsPerSecond.ToString("0.000", CultureInfo.InvariantCulture),
                report.MillisecondsEach.ToString("0.000", CultureInfo.InvariantCulture),
                string.Join(", ", report.Looked.ToldPerSecond.Select(told => told.ToString("0.0", CultureInfo.InvariantCulture))),
                report.Refill.Refilled.ToString(),
                report.Refill.Refilled.Count.ToString(CultureInfo.InvariantCulture),
                report.Refill.ResidentMiB.ToString("N0", CultureInfo.InvariantCulture),
                $"{report.Alone.Measured.ElsewhereShare:P0}, {report.Looked.Measured.ElsewhereShare:P0}");
        }

        AnsiConsole.Write(table);
    }
}
