using Muster.Queues;

namespace Muster.Conversations;

/// <summary>What became of a start.</summary>
/// <param name="Queue">Where it waits.</param>
/// <param name="Rule">The keyword rule that fitted; null for none.</param>
/// <param name="Triage">Null for as urgent as any, and anybody's.</param>
/// <param name="Risk">The phrase that says that a life is in danger; null for none.</param>
public sealed record Triaged(string Queue, string? Rule, Triage? Triage, string? Risk = null)
{
    /// <summary>Whether there is anything to record.</summary>
    public bool IsOrdinary => Rule is null && Triage is null;
}
