namespace Muster.LoadTests.Servers;

/// <summary>What both servers are told alike, so that only their own work differs.</summary>
/// <param name="ServerGC">server or workstation garbage collector</param>
/// <param name="SmallHeap">collect often, so that resident memory is what is kept and not what was thrown away: to weigh idle conversations</param>
internal sealed record ServerSettings(bool ServerGC, bool SmallHeap)
{
    /// <summary>Spinning thread-pool threads double the processor time of a durable server at low load (performance.md).</summary>
    public IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>(SmallHeap ? FourMegabytes : [])
    {
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
        ["DOTNET_gcServer"] = ServerGC ? "1" : "0",
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
    };

    private static Dictionary<string, string> FourMegabytes => new() { ["DOTNET_GCgen0size"] = "400000" }; // hexadecimal

    public override string ToString() => string.Join(' ', Variables.Select(variable => $"{variable.Key}={variable.Value}"));
}
