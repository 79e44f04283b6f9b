using Muster.Records;

namespace Muster.Tests.Simulation.Storage;

/// <summary>A write on its way to the disk.</summary>
internal sealed class UnsyncedWrite(Action store)
{
    /// <summary>It has reached the disk, or been refused there.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>Why the disk's content did not take it.</summary>
    public Exception? Refusal { get; private set; }

    public void Sync()
    {
        IsSynced = true;
        try
        {
            store();
        }
        catch (Exception refusal) when (refusal is JournalConflictException or Orleans.Storage.InconsistentStateException or ArgumentException)
        {
            Refusal = refusal;
        }
    }
}
