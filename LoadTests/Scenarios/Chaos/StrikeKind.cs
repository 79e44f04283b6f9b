namespace Muster.LoadTests.Scenarios.Chaos;

internal enum StrikeKind
{
    /// <summary>SIGKILL of a node; started again a few seconds later.</summary>
    KillNode,

    /// <summary>SIGKILL of a front; started again a few seconds later.</summary>
    KillFront,

    /// <summary>SIGSTOP of a node until the others have voted it out, then SIGCONT: it comes back as a zombie.</summary>
    FreezeNode,

    /// <summary>SIGTERM of a node, which drains and hands over; started again at once.</summary>
    RestartNode,

    /// <summary>PostgreSQL is stopped, fast, and started again.</summary>
    RestartDatabase,
}
