using System.Globalization;

namespace Muster.LoadTests.Servers;

/// <summary>Prepares the servers of a run, each in a folder of its own on the same disk.</summary>
internal sealed class ServerLineup(string folder, ServerSettings settings, TimeProvider clock)
{
    public const string Product = "product";
    public const string Baseline = "L";
    public const string BaselineApart = "L2";
    public const string WithoutStorage = "L without storage";

    /// <summary>The baseline as two processes, of which people meet the front.</summary>
    public (ServerProcess Front, ServerProcess Host) RelayApart(IReadOnlyDictionary<string, string> accounts)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, "relay-apart")).FullName;
        var link = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        return (
            OfRelay(BaselineApart, ["--behind", link], Path.Combine(own, "front.txt")),
            OfRelay(BaselineApart, ["--accounts", LoadAgency.WriteAccounts(own, accounts), "--data", own, "--link", link], Path.Combine(own, "host.txt")));
    }

    /// <summary>This very program as the baseline.</summary>
    public ServerProcess Relay(IReadOnlyDictionary<string, string> accounts, bool storage)
    {
        var name = storage ? Baseline : WithoutStorage;
        var own = Directory.CreateDirectory(Path.Combine(folder, storage ? "relay" : "relay-without-storage")).FullName;
        var accountsFile = LoadAgency.WriteAccounts(own, accounts);
        string[] place = storage ? ["--data", own] : ["--no-storage"];
        return OfRelay(name, ["--accounts", accountsFile, .. place], Path.Combine(own, "output.txt"));
    }

    /// <param name="program">the built Silo</param>
    /// <param name="data">its folder, prepared</param>
    public ServerProcess Start(string program, string data) =>
        ServerProcess.Prepare(
            Product,
            program,
            ["--urls", "{url}", "--data", data],
            settings.Variables,
            Path.Combine(folder, "product-output.txt"),
            clock);

    private ServerProcess OfRelay(string name, string[] arguments, string output) =>
        ServerProcess.Prepare(name, Path.Combine(AppContext.BaseDirectory, "Muster.LoadTests.dll"), ["relay", "--urls", "{url}", .. arguments], settings.Variables, output, clock);
}
