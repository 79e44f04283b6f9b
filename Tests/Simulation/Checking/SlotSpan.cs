namespace Muster.Tests.Simulation.Checking;

/// <summary>From when to when an agent's stored state named a conversation, in one state of the slot.</summary>
public sealed record SlotSpan(string StaffId, string Conversation, string State, DateTimeOffset From, DateTimeOffset Until);
