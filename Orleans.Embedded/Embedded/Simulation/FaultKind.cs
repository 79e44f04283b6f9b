namespace Orleans.Embedded.Simulation;

/// <summary>What goes wrong. Each kind belongs to one <see cref="FaultPoint"/>.</summary>
public enum FaultKind
{
    None,

    /// <summary>Step: the whole grain pauses, as under a long garbage collection or a starved pool.</summary>
    StepDelayed,

    /// <summary>Step: the process dies here.</summary>
    SiloCrash,

    /// <summary>Step: the silo is cut off; it runs on, and the rest replaces it (zombies).</summary>
    Partition,

    /// <summary>Call: it takes longer; later calls of the same sender wait behind it.</summary>
    CallDelayed,

    /// <summary>Call: it takes longer, and later calls of the same sender overtake it.</summary>
    CallReordered,

    /// <summary>Call: it is not executed and the caller is told so by an exception.</summary>
    CallRefused,

    /// <summary>Call: it is not executed and the caller hears nothing until its time-out.</summary>
    CallLost,

    /// <summary>Arrival: the grain is asked to end in order, and lives on elsewhere.</summary>
    Move,

    /// <summary>Arrival: the activation vanishes without OnDeactivateAsync, and the grain lives on elsewhere.</summary>
    MoveWithoutDeactivation,

    /// <summary>Arrival: the directory forgets the activation. A second one is made; the first runs on for a while and still gets some calls.</summary>
    SecondActivation,

    /// <summary>Answer: the call was executed; the caller gets a TimeoutException.</summary>
    AnswerLost,

    /// <summary>Answer: it takes longer.</summary>
    AnswerDelayed,

    /// <summary>Notification: it never arrives.</summary>
    NotificationLost,

    /// <summary>Notification: it takes longer, and later ones overtake it.</summary>
    NotificationReordered,

    /// <summary>StorageRead: it takes longer.</summary>
    ReadDelayed,

    /// <summary>StorageRead: it fails.</summary>
    ReadFails,

    /// <summary>StorageWrite: it takes longer.</summary>
    WriteDelayed,

    /// <summary>StorageWrite: it fails and nothing was written.</summary>
    WriteFails,

    /// <summary>StorageWrite: it is written and fails nevertheless.</summary>
    WriteFailsAfterwards,

    /// <summary>StorageWrite: the process dies before it is written.</summary>
    CrashBeforeWrite,

    /// <summary>StorageWrite: it is written and the process dies before anyone learns of it.</summary>
    CrashAfterWrite,
}
