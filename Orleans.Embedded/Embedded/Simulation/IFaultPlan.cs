namespace Orleans.Embedded.Simulation;

/// <summary>Decides what goes wrong. The cluster asks at every point; so does simulated storage. The answer must depend on nothing but the plan's seed and the questions so far.</summary>
public interface IFaultPlan
{
    Fault At(FaultPoint point, in FaultSite site);
}
