using Muster.LoadTests.Clients;
using Muster.LoadTests.Servers;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Scenarios;

/// <summary>A server, and everyone who talks through it.</summary>
internal sealed record Rig(ServerProcess Server, Floor Floor, IBoard Board)
{
    public EventLoop Loop => Floor.Loop;
}
