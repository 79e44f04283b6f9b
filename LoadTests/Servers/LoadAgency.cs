using System.Security.Cryptography;
using System.Text.Json;

namespace Muster.LoadTests.Servers;

/// <summary>The agency that load is driven through: its queue, and enough staff for every conversation. The only place that knows its files.</summary>
internal static class LoadAgency
{
    public const string Name = "load";
    public const string Queue = "load";

    /// <summary>Conversations that one agent holds.</summary>
    public const int Capacity = 4;

    private const string AccountsFile = "load-accounts.json";
    private const string DemoAccountsFile = "demo-accounts.json";

    /// <summary>As much as an agency may allow one conversation: the limits are not what is measured.</summary>
    private const string Settings = """
        {
          "id": "load",
          "name": "Load test",
          "timeZone": "Etc/UTC",
          "queues": [{ "id": "load", "name": "Load", "hours": [] }],
          "limits": { "burst": 10000, "perSecond": 1000 },
          "abuse": { "challengeAboveStartsPerSecond": null }
        }

        """;

    /// <summary>Makes up accounts with passwords.</summary>
    public static Dictionary<string, string> MakeAccounts(int agents) =>
        Enumerable.Range(1, agents).ToDictionary(number => $"agent{number}", _ => RandomNumberGenerator.GetHexString(24, lowercase: true));

    /// <returns>the file that was written</returns>
    public static string WriteAccounts(string folder, IReadOnlyDictionary<string, string> accounts)
    {
        var file = Path.Combine(folder, AccountsFile);
        File.WriteAllText(file, JsonSerializer.Serialize(accounts));
        return file;
    }

    /// <summary>Makes a data folder in which the product finds this agency and its staff at its first start.</summary>
    /// <returns>the accounts</returns>
    public static Dictionary<string, string> Prepare(string data, int agents)
    {
        var agencies = Directory.CreateDirectory(Path.Combine(data, "agencies"));
        File.WriteAllText(Path.Combine(agencies.FullName, Name + ".json"), Settings);
        var accounts = MakeAccounts(agents);
        WriteAccounts(data, accounts);
        var wanted = Directory.CreateDirectory(Path.Combine(data, "new-accounts"));
        File.WriteAllText(Path.Combine(wanted.FullName, Name + ".json"), JsonSerializer.Serialize(accounts.Select(account => new
        {
            userName = account.Key,
            password = account.Value,
            realName = account.Key,
            alias = "Adviser " + account.Key,
            role = "agent",
            queues = new[] { Queue },
            capacity = Capacity,
        })));
        return accounts;
    }

    /// <summary>The same for every node of a cluster; the first makes the accounts.</summary>
    /// <param name="folder">of the whole cluster</param>
    /// <param name="nodes">how many</param>
    /// <param name="agents">how many</param>
    public static Dictionary<string, string> PrepareNodes(string folder, int nodes, int agents)
    {
        var first = ClusterUnderTest.DataOf(folder, 1);
        var accounts = Prepare(Directory.CreateDirectory(first).FullName, agents);
        for (var number = 2; number <= nodes; number++)
        {
            var agencies = Directory.CreateDirectory(Path.Combine(ClusterUnderTest.DataOf(folder, number), "agencies"));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(first, "agencies")))
                File.Copy(file, Path.Combine(agencies.FullName, Path.GetFileName(file)));
        }

        return accounts;
    }

    /// <summary>What the product's first start made up for its demo agency.</summary>
    public static Dictionary<string, string> ReadDemoAccounts(string data) => ReadAccounts(Path.Combine(data, DemoAccountsFile));

    /// <summary>What an earlier <see cref="Prepare"/> made up; null where there was none.</summary>
    public static Dictionary<string, string>? ReadPrepared(string data) =>
        Path.Combine(data, AccountsFile) is var file && File.Exists(file) ? ReadAccounts(file) : null;

    public static Dictionary<string, string> ReadAccounts(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!
            .Where(account => account.Key.StartsWith("agent", StringComparison.Ordinal))
            .ToDictionary();
}
