namespace Muster.LoadTests.Scenarios.Chaos;

internal enum StrikeKind
{
    /// <summary>SIGKILL of a node; started again a few seconds later.</summary>
    KillNode,

    /// <summary>SIGKILL of a front; started again a few seconds later.</summary>
    KillFront,

    /// <summary>SIGSTOP of a node until the others have voted it out, then SIGCONT: it comes back as a zombie.</summary>
    FreezeNode,

    /// <summary>All that a node sends and gets takes a fifth of a second longer, for 15 s.</summary>
    DelayNode,

    /// <summary>A node and the other nodes hear nothing of each other for 10 s; fronts and PostgreSQL it reaches.</summary>
    CutNode,

    /// <summary>A node does not reach PostgreSQL for 10 s.</summary>
    CutDatabase,

    /// <summary>PostgreSQL is stopped, fast, and started again.</summary>
    RestartDatabase,

    /// <summary>SIGTERM of the next node in turn, which drains and hands over; started again at once.</summary>
    RestartNode,

    /// <summary>SIGTERM of the next front in turn, which sends its streams away; started again at once.</summary>
    RestartFront,

    /// <summary>A node more joins.</summary>
    AddNode,

    /// <summary>SIGTERM of the node that was added.</summary>
    RemoveNode,

    /// <summary>Another master key comes, wraps every data key anew, and the old one is taken away; then every data key that writes is followed by another.</summary>
    RotateKeys,
}
