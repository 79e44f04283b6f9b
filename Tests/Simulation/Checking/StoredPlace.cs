namespace Muster.Tests.Simulation.Checking;

/// <summary>A conversation in a queue's stored register.</summary>
/// <param name="Queue">The queue's id.</param>
public sealed record StoredPlace(string Queue, string Conversation, bool IsHeld, long Ticket);
