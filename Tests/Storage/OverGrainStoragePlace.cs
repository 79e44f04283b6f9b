using Muster.Silo.Storage;
using Muster.Silo.Storage.OverGrainStorage;
using Orleans.Storage;

namespace Muster.Tests.Storage;

/// <summary>The journal over the states of another place.</summary>
public sealed class OverGrainStoragePlace(StorePlace states) : StorePlace
{
    private IJournalStore? _journal;

    public override IJournalStore Journal => _journal ??= new GrainStorageJournalStore(states.States);

    public override IGrainStorage States => states.States;

    public override void Restart()
    {
        states.Restart();
        _journal = null;
    }

    public override void Crash()
    {
        states.Crash();
        _journal = null;
    }

    protected override void Dispose(bool disposing)
    {
        states.Dispose();
        base.Dispose(disposing);
    }
}
