using Muster.Tests.Simulation.Checking;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation;

/// <summary>Lets faults strike while the storm lasts, and notes which did.</summary>
public sealed class RecordedFaults(IFaultPlan plan, History history) : IFaultPlan
{
    private SimulatedCluster? _cluster;

    public bool IsActive { get; set; }

    public void Watch(SimulatedCluster cluster) => _cluster = cluster;

    public Fault At(FaultPoint point, in FaultSite site)
    {
        if (!IsActive || _cluster is null)
            return Fault.None;

        var fault = plan.At(point, site);
        if (fault.Strikes)
        {
            var subject = IsOfAProcess(fault.Kind) || site.Grain.IsDefault ? null : site.Grain.Key.ToString();
            history.Disturbances.Add(new Disturbance(_cluster.Now, fault.Kind.ToString(), subject, fault.Delay));
        }

        return fault;
    }

    private static bool IsOfAProcess(FaultKind kind) =>
        kind is FaultKind.SiloCrash or FaultKind.Partition or FaultKind.CrashBeforeWrite or FaultKind.CrashAfterWrite;
}
