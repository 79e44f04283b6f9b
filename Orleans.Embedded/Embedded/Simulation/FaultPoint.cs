namespace Orleans.Embedded.Simulation;

/// <summary>Where a fault may strike.</summary>
public enum FaultPoint
{
    /// <summary>A turn, or the continuation of an await, is about to run on a silo.</summary>
    Step,

    /// <summary>A call leaves its caller.</summary>
    Call,

    /// <summary>A call reaches a grain that is active.</summary>
    Arrival,

    /// <summary>A call was executed and its answer leaves.</summary>
    Answer,

    /// <summary>A one-way call or an observer's notification leaves.</summary>
    Notification,

    /// <summary>Storage is about to read.</summary>
    StorageRead,

    /// <summary>Storage is about to write.</summary>
    StorageWrite,
}
