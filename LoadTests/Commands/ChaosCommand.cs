using System.CommandLine;
using System.Globalization;
using Muster.LoadTests.Clients;
using Muster.LoadTests.Scenarios.Chaos;
using Muster.LoadTests.Servers;
using Muster.LoadTests.Wire;
using Spectre.Console;

namespace Muster.LoadTests.Commands;

/// <summary>`chaos`: a cluster of processes over PostgreSQL, struck again and again while people talk; the ledger must stay clean.</summary>
internal static class ChaosCommand
{
    private const int MostStrikes = 200;

    public static Command Create(TimeProvider clock)
    {
        var node = new Option<FileInfo>("--node") { Description = "The built Silo, of the Orleans engine", Required = true };
        var front = new Option<FileInfo>("--front") { Description = "The built WebFront, of the Orleans engine", Required = true };
        var nodes = Number("--nodes", "Headless nodes, 2 to 8", 4);
        var fronts = Number("--fronts", "Fronts, 1 to 4", 2);
        var citizens = Number("--citizens", "Conversations at once; a few more wait", 1000);
        var rate = Number("--rate", "Messages per second over all of them", 200);
        var minutes = new Option<double>("--minutes") { Description = "From the first strike to the last", DefaultValueFactory = _ => 6 };
        var kills = Number("--kills", "SIGKILLs; one in five strikes a front", 20);
        var freezes = Number("--freezes", "SIGSTOPs of nodes until they are voted out, then SIGCONT", 5);
        var restarts = Number("--restarts", "SIGTERMs of nodes", 0);
        var database = Number("--database-restarts", "Restarts of PostgreSQL", 2);
        var seed = Number("--seed", "Of who is struck when", 1);
        var page = new Option<FileInfo?>("--page") { Description = "Write what was found to this HTML file" };
        var keep = new Option<DirectoryInfo?>("--keep") { Description = "Leave everything in this folder, logs of all processes included" };
        var command = new Command("chaos", "Kill, freeze and restart nodes, fronts and PostgreSQL under load, and check the ledger")
            { node, front, nodes, fronts, citizens, rate, minutes, kills, freezes, restarts, database, seed, page, keep };
        command.SetAction(async (options, stop) =>
        {
            var plan = new Plan(options.GetValue(kills), options.GetValue(freezes), options.GetValue(database), options.GetValue(restarts));
            if (plan.Count > MostStrikes)
                throw new ArgumentException($"At most {MostStrikes} strikes.");
            var folder = options.GetValue(keep) ?? Directory.CreateTempSubdirectory("muster-chaos-");
            folder.Create();
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101); // PostgreSQL's own user works below it
            var random = new Random(options.GetValue(seed));
            var seats = options.GetValue(citizens);
            var agents = (seats + LoadAgency.Capacity - 1) / LoadAgency.Capacity;
            var accounts = PrepareData(folder.FullName, options.GetValue(nodes), agents);
            using var cluster = ClusterUnderTest.Prepare(
                folder.FullName, options.GetValue(node)!.FullName, options.GetValue(front)!.FullName, options.GetValue(nodes), options.GetValue(fronts), new ServerSettings(ServerGC: false, SmallHeap: false), clock);
            await using var stopped = stop.Register(cluster.Dispose);
            Findings? found = null;
            await AnsiConsole.Progress().StartAsync(progress => EventLoop.OnOneThread(clock, async loop =>
            {
                var board = new SpectreBoard(progress);
                await cluster.Start(process => board.Show($"starting {process}", 0));
                using var floor = new Floor(
                    loop, new Doors([.. cluster.Fronts.Select(one => one.EndPoint)], random), LoadAgency.Name, LoadAgency.Queue, Words.OfNewRun(), random);
                board.Show("signing in", 0);
                await floor.SignIn(accounts, LoadAgency.Capacity);
                var striker = new Striker(cluster, loop, random);
                var campaign = new Campaign(floor, striker, board, seats + Waiting(seats), options.GetValue(rate));
                var ledger = await campaign.Run(plan.Shuffled(random), TimeSpan.FromMinutes(options.GetValue(minutes)));
                found = new Findings(
                    $"{options.GetValue(nodes)} nodes, {options.GetValue(fronts)} fronts, {seats} conversations talking and {Waiting(seats)} people waiting, seed {options.GetValue(seed)}",
                    ledger, striker.Strikes, campaign.Interruptions, campaign.Order.Count, campaign.Order.Overtaken(), seats + Waiting(seats),
                    campaign.BeganAt, campaign.EndedAt, floor.Tally.SentAgain, floor.Tally.Refused, striker.VotedOut);
            }));
            Print(found!);
            if (options.GetValue(page) is { } file)
                await File.WriteAllTextAsync(file.FullName, ChaosPage.Of(found!), CancellationToken.None);
            cluster.Dispose();
            if (options.GetValue(keep) is null)
                folder.Delete(recursive: true);
            return found!.IsClean ? 0 : 1;
        });
        return command;
    }

    /// <summary>So many wait in the line at any time, so that it has an order to keep.</summary>
    private static int Waiting(int seats) => Math.Max(1, seats / 50);

    private static Dictionary<string, string> PrepareData(string folder, int nodes, int agents)
    {
        var first = ClusterUnderTest.DataOf(folder, 1);
        var accounts = LoadAgency.Prepare(Directory.CreateDirectory(first).FullName, agents);
        for (var number = 2; number <= nodes; number++)
        {
            var agencies = Directory.CreateDirectory(Path.Combine(ClusterUnderTest.DataOf(folder, number), "agencies"));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(first, "agencies")))
                File.Copy(file, Path.Combine(agencies.FullName, Path.GetFileName(file)));
        }

        return accounts;
    }

    private static void Print(Findings found)
    {
        AnsiConsole.WriteLine(found.Title);
        foreach (var strike in found.Strikes)
        {
            var felt = found.Felt(strike);
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {(strike.At - found.BeganAt) / 1e9,5:0} s {strike.Kind,-16}{strike.Target,-11} share {strike.Share,5:P0}, out after {strike.OutAfter?.TotalSeconds,5:0.0} s, back after {(strike.BackAt - strike.At) / 1e9,5:0.0} s, felt p50 {Findings.At(felt, 0.5),6:0} p99 {Findings.At(felt, 0.99),6:0} longest {felt[^1],6:0} ms {strike.Note}"));
        }

        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{found.PerSecond:0} messages/s; interruption by a kill p99 {found.Percentile(0.99, StrikeKind.KillNode, StrikeKind.KillFront):0} ms; {found.Overtaken} of {found.Starts} lost their place; {found.SentAgain} sent again, {found.Refused} refused; {found.VotedOut} healthy nodes voted out"));
        AnsiConsole.WriteLine($"Ledger: {found.Ledger}");
        foreach (var fault in found.Ledger.Faults.Take(20))
            AnsiConsole.WriteLine($"  {fault.Kind} {fault.Conversation} #{fault.Seq}: {fault.What}");
    }

    private static Option<int> Number(string name, string description, int usual) => new(name) { Description = description, DefaultValueFactory = _ => usual };
}
