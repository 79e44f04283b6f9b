namespace Orleans.Embedded.Simulation;

/// <summary>Everything works.</summary>
public sealed class NoFaults : IFaultPlan
{
    public Fault At(FaultPoint point, in FaultSite site) => Fault.None;
}
