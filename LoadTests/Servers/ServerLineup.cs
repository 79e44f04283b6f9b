namespace Muster.LoadTests.Servers;

/// <summary>Prepares the servers of a run, each in a folder of its own on the same disk.</summary>
internal sealed class ServerLineup(string folder, ServerSettings settings, TimeProvider clock)
{
    public const string Product = "product";
    public const string Baseline = "L";
    public const string WithoutStorage = "L without storage";

    /// <summary>This very program as the baseline.</summary>
    public ServerProcess Relay(IReadOnlyDictionary<string, string> accounts, bool storage)
    {
        var name = storage ? Baseline : WithoutStorage;
        var own = Directory.CreateDirectory(Path.Combine(folder, storage ? "relay" : "relay-without-storage")).FullName;
        var accountsFile = LoadAgency.WriteAccounts(own, accounts);
        string[] place = storage ? ["--data", own] : ["--no-storage"];
        return ServerProcess.Prepare(
            name,
            Path.Combine(AppContext.BaseDirectory, "Muster.LoadTests.dll"),
            ["relay", "--urls", "{url}", "--accounts", accountsFile, .. place],
            settings.Variables,
            Path.Combine(own, "output.txt"),
            clock);
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
}
