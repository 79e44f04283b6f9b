using System.Net;
using Muster.LoadTests.Measures;

namespace Muster.LoadTests.Servers;

/// <summary>What is measured as one server: a process, or all that stand behind some fronts.</summary>
/// <param name="Name">for the report</param>
/// <param name="Start">until it can serve</param>
/// <param name="Doors">where people come in</param>
/// <param name="Parts">its processes by what they do; 0 for one that is not known</param>
internal sealed record Contestant(string Name, Func<Task> Start, IReadOnlyList<EndPoint> Doors, IReadOnlyList<(string Name, Func<int> Process)> Parts)
{
    /// <summary>Of one process; null of several, which no drill kills.</summary>
    public ServerProcess? Alone { get; private init; }

    public static Contestant Of(ServerProcess server) =>
        new(server.Name, () => server.Start(), [server.EndPoint], [("", () => server.Id)]) { Alone = server };

    /// <summary>All its processes now, with their children.</summary>
    public IReadOnlyList<int> Family => [.. Parts.SelectMany(part => ProcessGauge.Family(part.Process()))];
}
