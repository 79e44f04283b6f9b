using System.Diagnostics;
using System.Globalization;

namespace Muster.LoadTests.Servers;

/// <summary>Headless nodes and fronts as processes of their own, over one PostgreSQL, all on loopback.</summary>
internal sealed class ClusterUnderTest : IDisposable
{
    private readonly Dictionary<string, string> _nodeSettings;
    private readonly string _folder;
    private readonly string _nodeProgram;
    private readonly bool _throughLinks;
    private readonly TimeProvider _clock;

    private ClusterUnderTest(PostgresProcess database, string folder, string nodeProgram, ServerSettings settings, bool throughLinks, TimeProvider clock)
    {
        (Database, _folder, _nodeProgram, _throughLinks, _clock) = (database, folder, nodeProgram, throughLinks, clock);
        var master = Path.Combine(folder, "master.json");
        Keys = new ClusterKeys(master, AskForKeys);
        Keys.Add();
        _nodeSettings = With(settings, [
            ("Muster__KeyFile", master), ("Muster__DataKeys__LookEvery", Keys.LookEvery.ToString("c", CultureInfo.InvariantCulture)), ("Orleans__Endpoints__AdvertisedIPAddress", "127.0.0.1")]);
    }

    public PostgresProcess Database { get; }

    public ClusterKeys Keys { get; }

    public IReadOnlyList<ClusterNode> Nodes { get; private set; } = [];

    public IReadOnlyList<ServerProcess> Fronts { get; private set; } = [];

    /// <summary>A node more, which nobody has started yet.</summary>
    public ClusterNode Spare => field ??= PrepareNode(Nodes.Count + 1);

    /// <param name="folder">where everything is kept; the data folders of the nodes, and of one more, are there</param>
    /// <param name="nodeProgram">the built Silo, of the Orleans engine</param>
    /// <param name="frontProgram">the built WebFront, likewise</param>
    /// <param name="nodes">how many</param>
    /// <param name="fronts">how many</param>
    /// <param name="throughLinks">whether all that nodes send and get passes links that can be made slow or cut</param>
    /// <param name="settings">of every process alike</param>
    /// <param name="clock">for waiting</param>
    public static ClusterUnderTest Prepare(
        string folder, string nodeProgram, string frontProgram, int nodes, int fronts, bool throughLinks, ServerSettings settings, TimeProvider clock)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101); // PostgreSQL's own user works below it
        var database = new PostgresProcess(Path.Combine(folder, "postgres"), clock);
        var cluster = new ClusterUnderTest(database, folder, nodeProgram, settings, throughLinks, clock);
        cluster.Nodes = [.. Enumerable.Range(1, nodes).Select(cluster.PrepareNode)];
        var keys = Path.Combine(DataOf(folder, 1), "keys", "front.json");
        cluster.Fronts = [.. Enumerable.Range(1, fronts).Select(number => ServerProcess.Prepare(
            $"front {number}",
            frontProgram,
            ["--keys", keys, "--urls", "{url}"],
            With(settings, [
                ("Orleans__ClusterId", "muster"),
                ("Orleans__ServiceId", "muster"),
                ("Orleans__Clustering__ProviderType", "AdoNet"),
                ("Orleans__Clustering__Invariant", "Npgsql"),
                ("Orleans__Clustering__ConnectionString", database.ConnectionString),
            ]),
            Path.Combine(folder, $"front-{number}.txt"),
            clock))];
        return cluster;
    }

    /// <returns>The project's program that was built along with this one.</returns>
    public static string ProgramOf(string project) =>
        Path.Combine(AppContext.BaseDirectory.Replace("/LoadTests/", $"/{project}/", StringComparison.Ordinal), $"Muster.{project}.dll");

    /// <summary>Where a node keeps its agencies; every node is given the same.</summary>
    public static string DataOf(string folder, int node) => Path.Combine(folder, $"node-{node}");

    /// <summary>The first node makes the tables and the accounts, the others join it, then the fronts.</summary>
    public async Task Start(Action<string> say)
    {
        say("PostgreSQL");
        await Database.Start();
        foreach (var process in Nodes.Select(node => node.Process).Concat(Fronts))
        {
            say(process.Name);
            await process.Start();
        }
    }

    public void Dispose()
    {
        foreach (var process in Fronts)
            process.Dispose();
        foreach (var node in Nodes.Append(Spare))
            node.Dispose();
        Database.Dispose();
    }

    private Task<string> AskForKeys(IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo("dotnet", [_nodeProgram, "--data-keys", .. words, "--profile", "Postgres", "--data", DataOf(_folder, 1)]);
        foreach (var (name, value) in _nodeSettings)
            start.Environment[name] = value;
        start.Environment["Muster__PostgreSql__ConnectionString"] = PostgresProcess.ConnectionStringBy(Database.Port);
        return ClusterKeys.Run(start);
    }

    private ClusterNode PrepareNode(int number)
    {
        var (silo, gateway) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        var links = _throughLinks ? new NodeLinks(new NetworkLink(_clock, silo), new NetworkLink(_clock, gateway), new NetworkLink(_clock, Database.Port)) : null;
        var advertised = links?.Silo.Port ?? silo;
        var process = ServerProcess.Prepare(
            $"node {number}",
            _nodeProgram,
            ["--profile", "Postgres", "--no-front", "--no-demo", "--urls", "{url}", "--data", DataOf(_folder, number)],
            With(_nodeSettings, [
                ("Muster__PostgreSql__ConnectionString", PostgresProcess.ConnectionStringBy(links?.Database.Port ?? Database.Port)),
                ("Orleans__Endpoints__SiloPort", Text(advertised)),
                ("Orleans__Endpoints__GatewayPort", Text(links?.Gateway.Port ?? gateway)),
                ("Orleans__Endpoints__SiloListeningEndpoint", $"127.0.0.1:{Text(silo)}"),
                ("Orleans__Endpoints__GatewayListeningEndpoint", $"127.0.0.1:{Text(gateway)}"),
            ]),
            Path.Combine(_folder, $"node-{number}.txt"),
            _clock);
        return new ClusterNode(process, advertised, links);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, string> With(ServerSettings settings, IEnumerable<(string Name, string Value)> own) => With(settings.Variables, own);

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> common, IEnumerable<(string Name, string Value)> own)
    {
        var all = new Dictionary<string, string>(common);
        foreach (var (name, value) in own)
            all[name] = value;
        return all;
    }
}
