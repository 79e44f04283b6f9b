namespace Muster.Tests.Simulation.Checking;

/// <summary>A fault that struck.</summary>
/// <param name="Subject">The grain key it struck; null where a whole process was.</param>
public sealed record Disturbance(DateTimeOffset At, string Kind, string? Subject);
