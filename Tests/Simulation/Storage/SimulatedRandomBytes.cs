using Muster.Silo.Storage.Encryption;

namespace Muster.Tests.Simulation.Storage;

/// <summary>Nonces from a seed, so that the same seed stores the same bytes.</summary>
public sealed class SimulatedRandomBytes(Random random) : IRandomBytes
{
    public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
}
