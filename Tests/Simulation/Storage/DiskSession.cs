using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Orleans.Storage;

namespace Muster.Tests.Simulation.Storage;

/// <summary>
/// A process's way to a <see cref="SimulatedDisk"/>: a write is acknowledged after its sync, which syncs whatever came before it
/// too; a crash keeps some of the first unsynced writes and drops the rest, and whoever waited waits for ever. One thread.
/// </summary>
public sealed class DiskSession(SimulatedDisk disk, DiskConditions conditions)
{
    private readonly Queue<UnsyncedWrite> _unsynced = new();

    public bool HasCrashed { get; private set; }

    public IJournalStore Journal => new SimulatedJournalStore(this);

    /// <summary>For records in envelopes.</summary>
    public IGrainStorage States => new SimulatedGrainStorage(this);

    /// <summary>The wrapped data keys; never slow, and never at fault.</summary>
    public IKeyBook Keys => disk.Keys;

    /// <summary>Ends the process in the middle of whatever it does.</summary>
    public void Crash()
    {
        HasCrashed = true;
        var survivors = conditions.Survivors(_unsynced.Count);
        for (var i = 0; i < survivors; i++) _unsynced.Dequeue().Sync();
        _unsynced.Clear();
    }

    internal async Task<T> Read<T>(DiskOperation operation, Func<SimulatedDisk, T> read, Func<Exception> failure)
    {
        var fault = HasCrashed ? DiskFault.None : conditions.Fault(operation);
        await Delay(operation);
        return fault == DiskFault.None ? read(disk) : throw failure();
    }

    internal async Task Write(DiskOperation operation, Action<SimulatedDisk> store, Func<Exception> failure)
    {
        var fault = HasCrashed ? DiskFault.None : conditions.Fault(operation);
        var write = new UnsyncedWrite(() => store(disk));
        if (!HasCrashed && fault != DiskFault.Fails) _unsynced.Enqueue(write);
        await Delay(operation);
        if (fault == DiskFault.Fails) throw failure();
        while (!write.IsSynced) _unsynced.Dequeue().Sync();
        if (fault == DiskFault.StoresButFails) throw failure();
        if (write.Refusal is not null) throw write.Refusal;
    }

    /// <summary>Nothing goes on in a process that is gone.</summary>
    private async Task Delay(DiskOperation operation)
    {
        if (!HasCrashed) await conditions.Delay(operation);
        if (HasCrashed) await new TaskCompletionSource().Task;
    }
}
