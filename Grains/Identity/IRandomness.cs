namespace Muster.Identity;

/// <summary>Where ids and secrets come from: the operating system in production, a seed in a simulation.</summary>
public interface IRandomness
{
    /// <summary>Any value, all equally likely.</summary>
    ulong NextUInt64();

    /// <summary>Fills all of <paramref name="bytes"/>.</summary>
    void Fill(Span<byte> bytes);
}
