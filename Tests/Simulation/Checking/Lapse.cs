namespace Muster.Tests.Simulation.Checking;

/// <summary>An agent's stored state said from then on that they are offline.</summary>
public sealed record Lapse(string StaffId, DateTimeOffset At);
