namespace Muster.LoadTests.Servers;

/// <summary>A row of the cluster's own table: one life of a node.</summary>
/// <param name="Port">of the node</param>
/// <param name="Generation">of its lives</param>
/// <param name="Status">Orleans' number for it</param>
internal sealed record Member(int Port, int Generation, int Status)
{
    public bool IsActive => Status == 3;

    public bool IsDead => Status == 6;
}
