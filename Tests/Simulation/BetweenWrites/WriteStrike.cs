using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.BetweenWrites;

/// <summary>Counts what is written, and strikes one of the writes.</summary>
/// <param name="number">Which, from 1; 0 strikes none.</param>
/// <param name="kind">What happens to it.</param>
internal sealed class WriteStrike(int number, FaultKind kind) : IFaultPlan
{
    /// <summary>What becomes of a write whose answer never comes, or is a failure.</summary>
    public static IReadOnlyList<FaultKind> Kinds { get; } =
        [FaultKind.CrashBeforeWrite, FaultKind.CrashAfterWrite, FaultKind.WriteFails, FaultKind.WriteFailsAfterwards];

    private readonly List<string> _writes = [];

    public IReadOnlyList<string> Writes => _writes;

    /// <summary>The write it struck; null while it has not.</summary>
    public string? Struck { get; private set; }

    public Fault At(FaultPoint point, in FaultSite site)
    {
        if (point != FaultPoint.StorageWrite)
            return Fault.None;

        _writes.Add($"{site.What} {site.Grain}");
        if (_writes.Count != number)
            return Fault.None;

        Struck = _writes[^1];
        return new Fault(kind, TimeSpan.Zero);
    }
}
