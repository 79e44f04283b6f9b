using Muster.Tests.Simulation.Checking;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation;

/// <summary>What came of a run.</summary>
public sealed record RunReport(
    Scenario Scenario, History History, Tally Tally, IFaultPlan Faults, IReadOnlyList<Violation> Violations, ulong Trace, long Steps, DateTimeOffset EndedAt);
