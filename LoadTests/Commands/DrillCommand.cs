using System.CommandLine;
using Muster.LoadTests.Measures;
using Muster.LoadTests.Scenarios;
using Spectre.Console;

namespace Muster.LoadTests.Commands;

/// <summary>`drill`: kills the server under load, again and again; the ledger must stay clean.</summary>
internal static class DrillCommand
{
    private const int MostKills = 100;

    public static Command Create(TimeProvider clock)
    {
        var choices = new Choices();
        var kills = new Option<int>("--kills") { Description = "How often, at most 100", DefaultValueFactory = _ => 5 };
        var every = new Option<double>("--kill-every") { Description = "Mean seconds between a start and the next kill", DefaultValueFactory = _ => 3 };
        var relay = new Option<bool>("--relay") { Description = "Drill the baseline instead of the product" };
        var noStorage = new Option<bool>("--no-storage") { Description = "Drill the baseline without storage: the ledger must find what it loses" };
        var command = new Command("drill", "SIGKILL the server at random moments under load, restart it, and check the ledger") { kills, every, relay, noStorage };
        choices.AddTo(command);
        command.SetAction(async (options, stop) =>
        {
            using var experiment = new Experiment(choices, options, clock);
            if (options.GetValue(relay) || options.GetValue(noStorage))
                experiment.AddRelay(storage: !options.GetValue(noStorage));
            else
                experiment.AddProduct();

            var report = new RunReport(experiment.Settings.ToString(), options.GetValue(choices.Seed));
            await experiment.Run(async rigs =>
            {
                var times = Math.Min(options.GetValue(kills), MostKills);
                foreach (var rig in rigs)
                {
                    report.Add(rig.Server.Name, await Drill.Run(rig, experiment.Citizens, times, TimeSpan.FromSeconds(options.GetValue(every))));
                    AnsiConsole.WriteLine($"{rig.Server.Name} was killed {times} times; {rig.Floor.Tally.SentAgain:N0} requests of unknown outcome were sent again.");
                }
            }, stop);
            await ReportWriter.Write(report, options.GetValue(choices.Json));
            return report.IsClean ? 0 : 1;
        });
        return command;
    }
}
