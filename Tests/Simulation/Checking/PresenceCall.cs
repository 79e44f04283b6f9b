using Muster.Agents;

namespace Muster.Tests.Simulation.Checking;

/// <summary>An agent's console said how it is there, or only that it lives.</summary>
/// <param name="Status">Null for a mere renewal.</param>
/// <param name="Capacity">What the agent chose.</param>
public sealed record PresenceCall(string StaffId, DateTimeOffset SentAt, Presence? Status, int? Capacity)
{
    /// <summary>Null where no answer came: it may have had its effect, at any time since.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}
