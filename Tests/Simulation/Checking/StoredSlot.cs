namespace Muster.Tests.Simulation.Checking;

/// <summary>A conversation that counts against an agent's capacity, as the agent's stored state has it.</summary>
public sealed record StoredSlot(string StaffId, string Conversation, string State)
{
    /// <summary>It says that a supervisor gave it although there was no room.</summary>
    public bool IsBeyondLimit { get; init; }
}
