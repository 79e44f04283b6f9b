using Muster.Silo.Storage;
using Orleans.Storage;

namespace Muster.Tests.Storage;

/// <summary>Where a store keeps its data, so that a test can end the process that uses it and start another.</summary>
public abstract class StorePlace : IDisposable
{
    public abstract IJournalStore Journal { get; }

    /// <summary>For records in envelopes.</summary>
    public abstract IGrainStorage States { get; }

    /// <summary>An orderly end and a new start.</summary>
    public abstract void Restart();

    /// <summary>An end in the middle of whatever happens, and a new start from what had reached the disk.</summary>
    public abstract void Crash();

    /// <summary>Lets background work that was asked for come to its end.</summary>
    public virtual Task Settle() => Task.CompletedTask;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
