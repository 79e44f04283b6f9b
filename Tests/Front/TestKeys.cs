using Muster.WebFront.Security;

namespace Muster.Tests.Front;

/// <summary>Keys that are the same in every run.</summary>
internal sealed class TestKeys(params byte[] seeds) : IFrontKeys
{
    public IReadOnlyList<ReadOnlyMemory<byte>> Masters { get; } =
        [.. seeds.Select(seed => (ReadOnlyMemory<byte>)Enumerable.Repeat(seed, 32).ToArray())];
}
