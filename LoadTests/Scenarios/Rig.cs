using Muster.LoadTests.Clients;
using Muster.LoadTests.Servers;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Scenarios;

/// <summary>A server, and everyone who talks through it.</summary>
/// <param name="Server">which</param>
/// <param name="Floor">its people</param>
/// <param name="Board">shows how far a run is</param>
internal sealed record Rig(Contestant Server, Floor Floor, IBoard Board)
{
    public EventLoop Loop => Floor.Loop;
}
