namespace Muster.Conversations;

/// <summary>An agent has handed it over, and nobody has taken it since.</summary>
/// <param name="StaffId">Who.</param>
/// <param name="From">The queue it was in with them.</param>
/// <param name="At">When.</param>
public sealed record Handover(string StaffId, string From, DateTimeOffset At);
