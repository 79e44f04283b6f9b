using Muster.Silo.Storage;
using Muster.Tests.Simulation.Storage;
using Orleans.Storage;

namespace Muster.Tests.Storage;

/// <summary>The disk of the simulation.</summary>
public sealed class SimulatedPlace(DiskConditions? conditions = null) : StorePlace
{
    private DiskSession? _session;

    public SimulatedDisk Disk { get; } = new();

    public override IJournalStore Journal => Session.Journal;

    public override IGrainStorage States => Session.States;

    private DiskSession Session => _session ??= Disk.Connect(conditions);

    public override void Restart() => _session = null;

    public override void Crash()
    {
        Session.Crash();
        _session = null;
    }
}
