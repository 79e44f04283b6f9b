namespace Muster.Queues;

/// <summary>What is given to whom next, and why.</summary>
public sealed record Pick(LineEntry Entry, string Agent, AssignmentReason Reason)
{
    public void Deconstruct(out LineEntry entry, out string agent) => (entry, agent) = (Entry, Agent);
}
