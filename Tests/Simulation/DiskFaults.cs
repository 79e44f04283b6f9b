using System.Globalization;
using Muster.Tests.Simulation.Storage;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation;

/// <summary>How one process sees the disk: what takes how long, what fails, and where the process dies over it.</summary>
public sealed class DiskFaults(SimulatedSilo silo, IFaultPlan faults, SimulatedRandom random, bool isSlow)
{
    private static readonly TimeSpan Quickest = TimeSpan.FromMicroseconds(200);

    private readonly TimeSpan _slowest = isSlow ? TimeSpan.FromMilliseconds(40) : TimeSpan.FromMilliseconds(3);

    private Fault _struck;
    private bool _keepsAll;

    public DiskConditions Conditions => new() { Fault = Strike, Delay = Take, Survivors = Survive };

    private DiskFault Strike(DiskOperation operation)
    {
        var site = new FaultSite(silo, GrainOf(operation), operation.Verb.ToString());
        _struck = faults.At(operation.IsWrite ? FaultPoint.StorageWrite : FaultPoint.StorageRead, site);
        if (_struck.Kind == FaultKind.CrashBeforeWrite)
            silo.CrashAndComeBack();
        return _struck.Kind switch
        {
            FaultKind.ReadFails or FaultKind.WriteFails => DiskFault.Fails,
            FaultKind.WriteFailsAfterwards => DiskFault.StoresButFails,
            _ => DiskFault.None,
        };
    }

    private Task Take(DiskOperation operation)
    {
        var struck = _struck;
        _struck = Fault.None;
        if (struck.Kind == FaultKind.CrashAfterWrite)
        {
            _keepsAll = true;
            silo.CrashAndComeBack();
            _keepsAll = false;
        }

        return silo.Cluster.Delay(random.Between(Quickest, _slowest) + struck.Delay);
    }

    private int Survive(int unsynced) => _keepsAll ? unsynced : random.Next(unsynced + 1);

    private static GrainId GrainOf(DiskOperation operation) => operation.Verb is DiskVerb.ReadState or DiskVerb.WriteState or DiskVerb.ClearState
        ? GrainId.Parse(operation.Subject[..operation.Subject.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture)
        : GrainId.Create("conversation", operation.Subject);
}
