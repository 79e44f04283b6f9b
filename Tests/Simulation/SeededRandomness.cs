using Muster.Identity;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation;

/// <summary>Ids of one process's life, from the seed.</summary>
internal sealed class SeededRandomness(ulong seed, SimulatedSilo silo) : IRandomness
{
    private readonly SimulatedRandom _random = new(seed, $"ids of {silo.Name} {silo.Epoch}");

    public ulong NextUInt64() => _random.NextUInt64();

    public void Fill(Span<byte> bytes) => _random.NextBytes(bytes);
}
