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
    private readonly List<(ServerProcess Server, Func<Dictionary<string, string>> Accounts)> _servers = [];
    private readonly Random _random = new(options.GetValue(choices.Seed));

    public ServerSettings Settings { get; } = new(options.GetValue(choices.Gc) == "server", options.GetValue(choices.SmallHeap));

    public TimeSpan Window => TimeSpan.FromSeconds(options.GetValue(choices.Seconds));

    public TimeSpan WarmUp => TimeSpan.FromSeconds(options.GetValue(choices.WarmUp));

    public int Citizens => options.GetValue(choices.Citizens);

    private ServerLineup Lineup => new(_folder.FullName, Settings, clock);

    /// <summary>The product, if one was named.</summary>
    public void AddProduct()
    {
        if (options.GetValue(choices.Url) is { } url)
        {
            var file = options.GetValue(choices.Accounts) ?? throw new ArgumentException("--url needs --accounts.");
            var server = ServerProcess.Attach(ServerLineup.Product, url, options.GetValue(choices.Pid), clock);
            _servers.Add((server, () => LoadAgency.ReadAccounts(file.FullName)));
        }
        else if (options.GetValue(choices.Start) is { } program)
        {
            var data = options.GetValue(choices.Data)?.FullName ?? Path.Combine(_folder.FullName, "product");
            _servers.Add((Lineup.Start(program.FullName, data), AccountsOf(data)));
        }
    }

    public void AddRelay(bool storage)
    {
        var accounts = LoadAgency.MakeAccounts(options.GetValue(choices.Agents));
        _servers.Add((Lineup.Relay(accounts, storage), () => accounts));
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
        foreach (var (server, _) in _servers)
            server.Dispose();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
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

    private async Task<Rig> SetUp(EventLoop loop, SpectreBoard board, ServerProcess server, Func<Dictionary<string, string>> accounts)
    {
        board.Show(server.Name + ": starting", 0);
        await server.Start();
        board.Show(server.Name + ": signing in", 0);
        var floor = new Floor(
            loop,
            new Doors([server.EndPoint], _random),
            server.Name == ServerLineup.Product ? options.GetValue(choices.Agency)! : LoadAgency.Name,
            server.Name == ServerLineup.Product ? options.GetValue(choices.Queue)! : LoadAgency.Queue,
            Words.OfNewRun(),
            _random);
        await floor.SignIn(accounts(), options.GetValue(choices.Capacity));
        return new Rig(server, floor, board);
    }
}
