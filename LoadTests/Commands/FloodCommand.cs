using System.CommandLine;
using System.Globalization;
using Muster.LoadTests.Scenarios.Flooding;
using Muster.LoadTests.Servers;
using Spectre.Console;

namespace Muster.LoadTests.Commands;

/// <summary>`flood`: honest people and a flood behind one address; the people must get in as fast as without it, and the flood must be held.</summary>
internal static class FloodCommand
{
    /// <summary>Of the flood's requests: the rest is the burst that anybody may send.</summary>
    private const double LeastHeld = 0.5;

    public static Command Create(TimeProvider clock)
    {
        var start = new Option<FileInfo?>("--start") { Description = "Start this product: its built Silo (executable or .dll)" };
        var url = new Option<string?>("--url") { Description = "Or attach to a product that runs on this machine" };
        var people = new Option<int>("--people") { Description = "Who start, in each window", DefaultValueFactory = _ => 500 };
        var seconds = new Option<double>("--seconds") { Description = "Over which they arrive", DefaultValueFactory = _ => 30 };
        var rate = new Option<double>("--rate") { Description = "Requests a second of the flood", DefaultValueFactory = _ => 1_000 };
        var agency = new Option<string>("--agency") { Description = "Where they start", DefaultValueFactory = _ => "demo" };
        var queue = new Option<string>("--queue") { Description = "What for", DefaultValueFactory = _ => "general" };
        var command = new Command("flood", "Honest people and a flood behind one address") { start, url, people, seconds, rate, agency, queue };
        command.SetAction(async (options, stop) =>
        {
            var data = Directory.CreateTempSubdirectory("muster-flood-");
            try
            {
                using var server = options.GetValue(url) is { } address
                    ? ServerProcess.Attach("product", new Uri(address), 0, clock)
                    : ServerProcess.Prepare(
                        "product", options.GetValue(start)?.FullName ?? throw new ArgumentException("Name --start or --url."), ["--urls", "{url}", "--data", Path.Combine(data.FullName, "data")],
                        new ServerSettings(ServerGC: true, SmallHeap: false).Variables, Path.Combine(data.FullName, "output.log"), clock);
                await server.Start(stop);
                var flood = new Flood(
                    server.Url, options.GetValue(agency)!, options.GetValue(queue)!, options.GetValue(people), TimeSpan.FromSeconds(options.GetValue(seconds)), options.GetValue(rate), clock);
                var rows = await flood.Run(stop);
                Show(rows);
                return rows.All(row => row.GotIn == row.People && (row.Answers.Count == 0 || row.HeldShare >= LeastHeld)) ? 0 : 1;
            }
            finally
            {
                data.Delete(recursive: true);
            }
        });
        return command;
    }

    private static void Show(IReadOnlyList<FloodRow> rows)
    {
        var table = new Table();
        foreach (var heading in (string[])["flood", "got in", "p50 / p95 / p99 / max, ms", "asked for a proof", "mean proof, ms", "flood, requests/s", "held", "its answers"])
            table.AddColumn(heading);
        foreach (var row in rows)
        {
            table.AddRow(
                row.Name,
                $"{row.GotIn} of {row.People}",
                row.Took.ToString(),
                row.Challenged.ToString(CultureInfo.InvariantCulture),
                row.Solving.ToString("0", CultureInfo.InvariantCulture),
                row.FloodPerSecond.ToString("N0", CultureInfo.InvariantCulture),
                row.HeldShare.ToString("P1", CultureInfo.InvariantCulture),
                string.Join(", ", row.Answers.Select(answer => $"{answer.Key}: {answer.Value}")));
        }

        AnsiConsole.Write(table);
    }
}
