namespace Orleans.Embedded.Simulation;

/// <summary>What strikes, and how long it takes where it takes time.</summary>
public readonly record struct Fault(FaultKind Kind, TimeSpan Delay)
{
    public static Fault None => default;

    public bool Strikes => Kind != FaultKind.None;
}
