namespace Muster.Silo.Storage.Sqlite;

/// <summary>Something to be made durable, and the wait for it. Runs on the writer's thread, in a transaction shared with others.</summary>
internal abstract class Write() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Why nothing was stored for this one although the group was; null when it was.</summary>
    public Exception? Refusal { get; protected set; }

    /// <summary>Does its part; may run again when another write of the group has to be left out.</summary>
    public abstract void Run(WriteSession session);

    /// <summary>Its part will not be committed as it was run.</summary>
    public virtual void Undo()
    {
    }

    /// <summary>Its part is durable.</summary>
    public virtual void Publish(Tail tail)
    {
    }

    /// <summary>Whoever waits may go on; after the tail shows it.</summary>
    public virtual void Answer()
    {
        if (Refusal is null) TrySetResult();
        else TrySetException(Refusal);
    }

    /// <summary>Its outcome is unknown.</summary>
    public virtual void Fail(Exception why) => TrySetException(Failure(why));

    protected abstract Exception Failure(Exception why);
}
