namespace Muster.LoadTests.Servers;

/// <summary>What both servers are told alike, so that only their own work differs.</summary>
/// <param name="ServerGC">server or workstation garbage collector</param>
internal sealed record ServerSettings(bool ServerGC)
{
    /// <summary>Spinning thread-pool threads double the processor time of a durable server at low load (performance.md).</summary>
    public IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
        ["DOTNET_gcServer"] = ServerGC ? "1" : "0",
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
    };

    public override string ToString() => string.Join(' ', Variables.Select(variable => $"{variable.Key}={variable.Value}"));
}
