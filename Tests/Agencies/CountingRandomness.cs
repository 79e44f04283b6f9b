using Muster.Identity;

namespace Muster.Tests.Agencies;

/// <summary>Another value each time, the same in every run.</summary>
internal sealed class CountingRandomness : IRandomness
{
    private byte _next;

    public ulong NextUInt64() => ++_next;

    public void Fill(Span<byte> bytes) => bytes.Fill(++_next);
}
