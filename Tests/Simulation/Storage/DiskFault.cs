namespace Muster.Tests.Simulation.Storage;

/// <summary>How a call to a simulated disk goes.</summary>
public enum DiskFault
{
    None,

    /// <summary>It reports failure, and nothing was stored.</summary>
    Fails,

    /// <summary>It reports failure, and what was to be stored is stored.</summary>
    StoresButFails,
}
