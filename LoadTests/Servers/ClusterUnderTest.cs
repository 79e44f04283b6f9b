using System.Globalization;
using System.Net.Sockets;
using System.Net;
using System.Security.Cryptography;

namespace Muster.LoadTests.Servers;

/// <summary>Headless nodes and fronts as processes of their own, over one PostgreSQL, all on loopback.</summary>
internal sealed class ClusterUnderTest : IDisposable
{
    private ClusterUnderTest(PostgresProcess database, IReadOnlyList<ServerProcess> nodes, IReadOnlyList<int> ports, IReadOnlyList<ServerProcess> fronts) =>
        (Database, Nodes, Ports, Fronts) = (database, nodes, ports, fronts);

    public PostgresProcess Database { get; }

    public IReadOnlyList<ServerProcess> Nodes { get; }

    /// <summary>The nodes' ports in the cluster's own table.</summary>
    public IReadOnlyList<int> Ports { get; }

    public IReadOnlyList<ServerProcess> Fronts { get; }

    /// <param name="folder">where everything is kept</param>
    /// <param name="nodeProgram">the built Silo, of the Orleans engine</param>
    /// <param name="frontProgram">the built WebFront, likewise</param>
    /// <param name="nodes">how many</param>
    /// <param name="fronts">how many</param>
    /// <param name="settings">of every process alike</param>
    /// <param name="clock">for waiting</param>
    public static ClusterUnderTest Prepare(string folder, string nodeProgram, string frontProgram, int nodes, int fronts, ServerSettings settings, TimeProvider clock)
    {
        var database = new PostgresProcess(Path.Combine(folder, "postgres"), clock);
        var master = Path.Combine(folder, "master.json");
        File.WriteAllText(master, $$$"""{"keys":{"1":"{{{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}}}"}}""");
        List<ServerProcess> all = [];
        List<int> ports = [];
        for (var number = 1; number <= nodes; number++)
        {
            var (silo, gateway) = (FreePort(), FreePort());
            ports.Add(silo);
            all.Add(ServerProcess.Prepare(
                $"node {number}",
                nodeProgram,
                ["--profile", "Postgres", "--no-front", "--no-demo", "--urls", "{url}", "--data", DataOf(folder, number)],
                With(settings, [
                    ("Muster__PostgreSql__ConnectionString", database.ConnectionString),
                    ("Muster__KeyFile", master),
                    ("Orleans__Endpoints__SiloPort", silo.ToString(CultureInfo.InvariantCulture)),
                    ("Orleans__Endpoints__GatewayPort", gateway.ToString(CultureInfo.InvariantCulture)),
                    ("Orleans__Endpoints__AdvertisedIPAddress", "127.0.0.1"),
                ]),
                Path.Combine(folder, $"node-{number}.txt"),
                clock));
        }

        var keys = Path.Combine(DataOf(folder, 1), "keys", "front.json");
        var doors = Enumerable.Range(1, fronts).Select(number => ServerProcess.Prepare(
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
            clock)).ToList();
        return new ClusterUnderTest(database, all, ports, doors);
    }

    /// <summary>Where a node keeps its agencies; every node is given the same.</summary>
    public static string DataOf(string folder, int node) => Path.Combine(folder, $"node-{node}");

    /// <summary>The first node makes the tables and the accounts, the others join it, then the fronts.</summary>
    public async Task Start(Action<string> say)
    {
        say("PostgreSQL");
        await Database.Start();
        foreach (var process in Nodes.Concat(Fronts))
        {
            say(process.Name);
            await process.Start();
        }
    }

    public void Dispose()
    {
        foreach (var process in Fronts.Concat(Nodes))
            process.Dispose();
        Database.Dispose();
    }

    private static Dictionary<string, string> With(ServerSettings settings, IEnumerable<(string Name, string Value)> own)
    {
        var all = new Dictionary<string, string>(settings.Variables);
        foreach (var (name, value) in own)
            all[name] = value;
        return all;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
