using System.CommandLine;
using Muster.LoadTests.Clients;
using Muster.LoadTests.Scenarios;
using Muster.LoadTests.Servers;
using Muster.LoadTests.Wire;
using Spectre.Console;

namespace Muster.LoadTests.Commands;

/// <summary>Sets the servers up, puts their people in place, tells the story on one thread, and clears everything away.</summary>
internal sealed class Experiment(Choices choices, ParseResult options, TimeProvider clock) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("muster-load-");
    private readonly List<(Contestant Server, Func<Dictionary<string, string>> Accounts)> _servers = [];
    private readonly List<IDisposable> _started = [];
    private readonly Random _random = new(options.GetValue(choices.Seed));

    public ServerSettings Settings { get; } = new(options.GetValue(choices.Gc) == "server", options.GetValue(choices.SmallHeap));

    public TimeSpan Window => TimeSpan.FromSeconds(options.GetValue(choices.Seconds));

    public TimeSpan WarmUp => TimeSpan.FromSeconds(options.GetValue(choices.WarmUp));

    public int Citizens => options.GetValue(choices.Citizens);

    /// <summary>The baseline that the product is to be compared with, as it is set up.</summary>
    public string Baseline => options.GetValue(choices.Cluster) > 0 ? ServerLineup.BaselineApart : ServerLineup.Baseline;

    private ServerLineup Lineup => new(_folder.FullName, Settings, clock);

    /// <summary>The product, if one was named.</summary>
    public void AddProduct()
    {
        if (options.GetValue(choices.Cluster) is > 0 and var nodes)
        {
            AddCluster(nodes, options.GetValue(choices.Fronts));
        }
        else if (options.GetValue(choices.Url) is { } url)
        {
            var file = options.GetValue(choices.Accounts) ?? throw new ArgumentException("--url needs --accounts.");
            Add(ServerProcess.Attach(ServerLineup.Product, url, options.GetValue(choices.Pid), clock), () => LoadAgency.ReadAccounts(file.FullName));
        }
        else if (options.GetValue(choices.Start) is { } program)
        {
            var data = options.GetValue(choices.Data)?.FullName ?? Path.Combine(_folder.FullName, "product");
            Add(Lineup.Start(program.FullName, data), AccountsOf(data));
        }
    }

    /// <summary>L, or L2 where the product is a cluster.</summary>
    public void AddBaseline()
    {
        if (Baseline == ServerLineup.Baseline)
        {
            AddRelay(storage: true);
            return;
        }

        var accounts = LoadAgency.MakeAccounts(options.GetValue(choices.Agents));
        var (front, host) = Lineup.RelayApart(accounts);
        _started.AddRange([front, host]);
        _servers.Add((
            new Contestant(Baseline, () => InTurn(host, front), [front.EndPoint], [("front", () => front.Id), ("host", () => host.Id)]),
            () => accounts));
    }

    public void AddRelay(bool storage)
    {
        var accounts = LoadAgency.MakeAccounts(options.GetValue(choices.Agents));
        Add(Lineup.Relay(accounts, storage), () => accounts);
    }

    /// <summary>Tells the story with everyone in place.</summary>
    public async Task Run(Func<IReadOnlyList<Rig>, Task> story, CancellationToken stop)
    {
        await using var stopped = stop.Register(Dispose); // Ctrl+C: no server that was started here stays behind
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(progress => EventLoop.OnOneThread(clock, loop => Tell(loop, new SpectreBoard(progress), story)));
    }

    public void Dispose()
    {
        foreach (var started in _started)
            started.Dispose();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }

    private static async Task InTurn(params IEnumerable<ServerProcess> servers)
    {
        foreach (var server in servers)
            await server.Start();
    }

    private void Add(ServerProcess server, Func<Dictionary<string, string>> accounts)
    {
        _started.Add(server);
        _servers.Add((Contestant.Of(server), accounts));
    }

    private void AddCluster(int nodes, int fronts)
    {
        var folder = _folder.FullName;
        var accounts = LoadAgency.PrepareNodes(folder, nodes, options.GetValue(choices.Agents));
        var cluster = ClusterUnderTest.Prepare(folder, ClusterUnderTest.ProgramOf("Silo"), ClusterUnderTest.ProgramOf("WebFront"), nodes, fronts, throughLinks: false, Settings, clock);
        _started.Add(cluster);
        _servers.Add((
            new Contestant(
                ServerLineup.Product,
                () => cluster.Start(_ => { }),
                [.. cluster.Fronts.Select(front => front.EndPoint)],
                [
                    .. cluster.Fronts.Select(front => ("fronts", (Func<int>)(() => front.Id))),
                    .. cluster.Nodes.Select(node => ("nodes", (Func<int>)(() => node.Process.Id))),
                    ("PostgreSQL", () => cluster.Database.Id),
                ]),
            () => accounts));
    }

    /// <summary>The demo's accounts exist once it has started; those of the load agency are made before.</summary>
    private Func<Dictionary<string, string>> AccountsOf(string data)
    {
        if (options.GetValue(choices.Agency) != LoadAgency.Name)
            return () => LoadAgency.ReadDemoAccounts(data);
        var accounts = LoadAgency.ReadPrepared(data) ?? LoadAgency.Prepare(data, options.GetValue(choices.Agents));
        return () => accounts;
    }

    private async Task Tell(EventLoop loop, SpectreBoard board, Func<IReadOnlyList<Rig>, Task> story)
    {
        List<Rig> rigs = [];
        try
        {
            foreach (var (server, accounts) in _servers)
                rigs.Add(await SetUp(loop, board, server, accounts));
            await story(rigs);
        }
        finally
        {
            foreach (var rig in rigs)
                rig.Floor.Dispose();
        }
    }

    private async Task<Rig> SetUp(EventLoop loop, SpectreBoard board, Contestant server, Func<Dictionary<string, string>> accounts)
    {
        board.Show(server.Name + ": starting", 0);
        await server.Start();
        board.Show(server.Name + ": signing in", 0);
        var floor = new Floor(
            loop,
            new Doors(server.Doors, _random),
            server.Name == ServerLineup.Product ? options.GetValue(choices.Agency)! : LoadAgency.Name,
            server.Name == ServerLineup.Product ? options.GetValue(choices.Queue)! : LoadAgency.Queue,
            Words.OfNewRun(),
            _random);
        await floor.SignIn(accounts(), options.GetValue(choices.Capacity));
        return new Rig(server, floor, board);
    }
}
