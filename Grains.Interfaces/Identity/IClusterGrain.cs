namespace Muster.Identity;

/// <summary>What a front and the nodes must have in common, key <see cref="Key"/>; asked of one node, whichever that is.</summary>
[Alias("Muster.IClusterGrain")]
public interface IClusterGrain : IGrainWithStringKey
{
    /// <summary>There is one.</summary>
    const string Key = "cluster";

    /// <summary>Tells the keys that tokens and cookies are signed with from others, and gives none away.</summary>
    Task<string> FingerprintOfFrontKeys();
}
