using System.CommandLine;
using System.CommandLine.Parsing;

namespace Muster.LoadTests.Commands;

/// <summary>What `load` and `bench` are told alike: which servers, how many people, how long.</summary>
internal sealed class Choices
{
    public Option<FileInfo?> Start { get; } = new("--start") { Description = "Start this product: its built Silo (executable or .dll)" };

    public Option<DirectoryInfo?> Data { get; } = new("--data") { Description = "The product's data folder, made by `prepare`; a fresh one by default" };

    public Option<int> Cluster { get; } = new("--cluster") { Description = "Start the product as so many nodes over PostgreSQL, with --fronts before them; compared with L2" };

    public Option<int> Fronts { get; } = new("--fronts") { Description = "Fronts of --cluster", DefaultValueFactory = _ => 1 };

    public Option<Uri?> Url { get; } = new("--url")
    {
        Description = "Attach to a product that runs on this machine",
        CustomParser = given => Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var url) ? url : NotAnAddress(given),
    };

    public Option<int> Pid { get; } = new("--pid") { Description = "Its process, with --url: for processor time and memory" };

    public Option<FileInfo?> Accounts { get; } = new("--accounts") { Description = "Its agents, with --url: JSON {\"agent1\": \"password\"}" };

    public Option<string> Agency { get; } = new("--agency") { Description = "Where citizens start", DefaultValueFactory = _ => Servers.LoadAgency.Name };

    public Option<string> Queue { get; } = new("--queue") { Description = "What for", DefaultValueFactory = _ => Servers.LoadAgency.Queue };

    public Option<int> Citizens { get; } = new("--citizens") { Description = "Conversations at once", DefaultValueFactory = _ => 1000 };

    public Option<int> Agents { get; } = new("--agents") { Description = "Agents; each holds up to --capacity of them", DefaultValueFactory = _ => 250 };

    public Option<int> Capacity { get; } = new("--capacity") { Description = "Conversations per agent", DefaultValueFactory = _ => Servers.LoadAgency.Capacity };

    public Option<double> Seconds { get; } = new("--seconds") { Description = "Length of a window", DefaultValueFactory = _ => 8 };

    public Option<double> WarmUp { get; } = new("--warm-up") { Description = "Seconds before each window", DefaultValueFactory = _ => 2 };

    public Option<int> Rounds { get; } = new("--rounds") { Description = "Windows per server, in turn", DefaultValueFactory = _ => 3 };

    public Option<int> Seed { get; } = new("--seed") { Description = "Of who writes when", DefaultValueFactory = _ => 1 };

    public Option<string> Gc { get; } = new("--gc") { Description = "Collector of every server started here: server or workstation", DefaultValueFactory = _ => "server" };

    public Option<bool> SmallHeap { get; } = new("--small-heap") { Description = "Servers started here collect after every 4 MiB: to weigh idle conversations" };

    public Option<FileInfo?> Json { get; } = new("--json") { Description = "Write everything measured to this file" };

    public void AddTo(Command command)
    {
        Gc.AcceptOnlyFromAmong("server", "workstation");
        foreach (var option in (Option[])[Start, Data, Cluster, Fronts, Url, Pid, Accounts, Agency, Queue, Citizens, Agents, Capacity, Seconds, WarmUp, Rounds, Seed, Gc, SmallHeap, Json])
            command.Options.Add(option);
    }

    private static Uri? NotAnAddress(ArgumentResult given)
    {
        given.AddError($"'{given.Tokens[0].Value}' is not an address such as http://127.0.0.1:8080.");
        return null;
    }
}
