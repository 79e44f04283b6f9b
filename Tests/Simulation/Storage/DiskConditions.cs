namespace Muster.Tests.Simulation.Storage;

/// <summary>What a disk's world decides for it; the simulation draws from its seed and its virtual time.</summary>
public sealed record DiskConditions
{
    /// <summary>Nothing fails and nothing takes time.</summary>
    public static DiskConditions Ideal { get; } = new();

    /// <summary>How long a call takes: for a write, until its sync. Completes in virtual time.</summary>
    public Func<DiskOperation, Task> Delay { get; init; } = _ => Task.CompletedTask;

    /// <summary>How a call goes.</summary>
    public Func<DiskOperation, DiskFault> Fault { get; init; } = _ => DiskFault.None;

    /// <summary>Of so many unsynced writes, how many of the first reached the disk when the process crashed: 0 to all.</summary>
    public Func<int, int> Survivors { get; init; } = _ => 0;
}
