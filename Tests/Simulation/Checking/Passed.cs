namespace Muster.Tests.Simulation.Checking;

/// <summary>An agent declined or missed an offer: others come first for a while.</summary>
public sealed record Passed(string StaffId, string Conversation, DateTimeOffset At);
