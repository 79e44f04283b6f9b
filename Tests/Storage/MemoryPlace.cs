#if ENGINE_EMBEDDED
using Muster.Silo.Storage;
using Muster.Silo.Storage.OverGrainStorage;
using Orleans.Storage;

namespace Muster.Tests.Storage;

/// <summary>The embedded engine's storage in memory, which outlives the journal over it.</summary>
public sealed class MemoryPlace : StorePlace
{
    private readonly MemoryGrainStorage _states = new();

    public override IJournalStore Journal => new GrainStorageJournalStore(_states);

    public override IGrainStorage States => _states;

    public override void Restart()
    {
    }

    public override void Crash()
    {
    }
}
#endif
