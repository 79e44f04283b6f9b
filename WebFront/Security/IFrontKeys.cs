namespace Muster.WebFront.Security;

/// <summary>The master secrets that tokens and cookies are signed with: the same on every front, and after a restart.</summary>
public interface IFrontKeys
{
    /// <summary>At least one, each at least 32 random bytes. The first signs; all of them are accepted.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>> Masters { get; }
}
