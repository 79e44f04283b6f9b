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
        var node = Program("--node", "Silo");
        var front = Program("--front", "WebFront");
        var nodes = Number("--nodes", "Headless nodes, 2 to 8", 4);
        var fronts = Number("--fronts", "Fronts, 1 to 4", 2);
        var citizens = Number("--citizens", "Conversations that talk at any moment; a quarter more wait", 1000);
        var rate = Number("--rate", "Messages per second over all of them", 200);
        var what = new Option<string>("--plan") { Description = "faults: what the numbers below say, in random order; rolling: each process is replaced in turn, a node joins and leaves", DefaultValueFactory = _ => "faults" };
        what.AcceptOnlyFromAmong("faults", "rolling");
        var script = new Option<string?>("--script") { Description = "Instead of a plan: strikes in this order, as KillNode,CutNode,RestartFront" };
        var minutes = new Option<double>("--minutes") { Description = "The strikes of a plan of faults are spread over so long", DefaultValueFactory = _ => 6 };
        var kills = Number("--kills", "SIGKILLs; one in five strikes a front", 20);
        var freezes = Number("--freezes", "SIGSTOPs of nodes until they are voted out, then SIGCONT", 5);
        var restarts = Number("--restarts", "SIGTERMs of nodes", 0);
        var delays = Number("--delays", "Nodes whose network takes 200 ms longer for 15 s", 0);
        var cuts = Number("--cuts", "Nodes cut off from the other nodes for 10 s", 0);
        var databaseCuts = Number("--database-cuts", "Nodes cut off from PostgreSQL for 10 s", 0);
        var database = Number("--database-restarts", "Restarts of PostgreSQL", 2);
        var seed = Number("--seed", "Of who is struck when", 1);
        var page = new Option<FileInfo?>("--page") { Description = "Write what was found to this HTML file" };
        var keep = new Option<DirectoryInfo?>("--keep") { Description = "Leave everything in this folder, logs of all processes included" };
        var command = new Command("chaos", "Kill, freeze and restart nodes, fronts and PostgreSQL under load, and check the ledger")
            { node, front, nodes, fronts, citizens, rate, what, script, minutes, kills, freezes, restarts, delays, cuts, databaseCuts, database, seed, page, keep };
        command.SetAction(async (options, stop) =>
        {
            var random = new Random(options.GetValue(seed));
            var isRolling = options.GetValue(what) == "rolling";
            var plan = new Plan(
                options.GetValue(kills), options.GetValue(freezes), options.GetValue(database), options.GetValue(restarts),
                options.GetValue(delays), options.GetValue(cuts), options.GetValue(databaseCuts));
            var strikes = options.GetValue(script) is { } names ? Plan.Scripted(names)
                : isRolling ? Plan.Rolling(options.GetValue(nodes), options.GetValue(fronts))
                : plan.Shuffled(random);
            if (strikes.Count is 0 or > MostStrikes)
                throw new ArgumentException($"1 to {MostStrikes} strikes.");
            var folder = options.GetValue(keep) ?? Directory.CreateTempSubdirectory("muster-chaos-");
            folder.Create();
            var seats = options.GetValue(citizens);
            var agents = (Staffed(seats) + LoadAgency.Capacity - 1) / LoadAgency.Capacity;
            var accounts = LoadAgency.PrepareNodes(folder.FullName, options.GetValue(nodes) + 1, agents);
            using var cluster = ClusterUnderTest.Prepare(
                folder.FullName, options.GetValue(node)!.FullName, options.GetValue(front)!.FullName, options.GetValue(nodes), options.GetValue(fronts),
                Plan.NeedsLinks(strikes), new ServerSettings(ServerGC: false, SmallHeap: false), clock);
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
                var talkers = agents * LoadAgency.Capacity;
                var people = talkers + Waiting(seats);
                var campaign = new Campaign(floor, striker, board, people, talkers, options.GetValue(rate));
                var ledger = await campaign.Run(strikes, TimeSpan.FromMinutes(isRolling ? 0 : options.GetValue(minutes)));
                found = new Findings(
                    $"{options.GetValue(nodes)} nodes, {options.GetValue(fronts)} fronts, {people} people of whom {talkers} can talk at once, seed {options.GetValue(seed)}",
                    ledger, striker.Strikes, campaign.Interruptions, campaign.Order.Count, campaign.Order.Look(Strike.Away(striker.Strikes)), people, talkers, campaign.FewestTalking,
                    campaign.BeganAt, campaign.EndedAt, floor.Tally.Requests, floor.Tally.Failed, floor.Tally.NotHealed, floor.Tally.SentAgain, floor.Tally.Refused,
                    striker.Membership.VotedOut);
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

    /// <summary>Where one conversation has just ended and the next is on its way, nobody talks: so there is room for a few more.</summary>
    private static int Staffed(int seats) => seats + Math.Max(LoadAgency.Capacity, seats / 20);

    /// <summary>So many wait in the line at any time that whoever lost their place would wait clearly longer than anybody who is held up.</summary>
    private static int Waiting(int seats) => Math.Max(1, seats / 4);

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
            $"{found.PerSecond:0} messages/s for {(found.EndedAt - found.BeganAt) / 1e9:0} s, never fewer than {found.FewestTalking} talking; {found.Failed} of {found.Requests} requests failed once, {found.NotHealed} again; {found.SentAgain} sent again, {found.Refused} refused"));
        foreach (var promise in found.Promises)
            AnsiConsole.WriteLine($"{(promise.IsKept ? "kept  " : "BROKEN")} {promise.Words}: {promise.Seen}");
        foreach (var fault in found.Ledger.Faults.Take(20))
            AnsiConsole.WriteLine($"  {fault.Kind} {fault.Conversation} #{fault.Seq}: {fault.What}");
    }

    /// <summary>Unless said, the one that was built along with this program.</summary>
    private static Option<FileInfo> Program(string name, string project) => new Option<FileInfo>(name)
    {
        Description = $"The built {project}, of the Orleans engine",
        DefaultValueFactory = _ => new FileInfo(ClusterUnderTest.ProgramOf(project)),
    }.AcceptExistingOnly();

    private static Option<int> Number(string name, string description, int usual) => new(name) { Description = description, DefaultValueFactory = _ => usual };
}
