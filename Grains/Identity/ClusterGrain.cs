namespace Muster.Identity;

/// <summary>Knows what the node it runs on was started with; nodes with other keys do not start.</summary>
[GrainType("cluster")]
public sealed class ClusterGrain(FrontKeysFingerprint frontKeys) : Grain, IClusterGrain
{
    public Task<string> FingerprintOfFrontKeys() => Task.FromResult(frontKeys.Value);
}
