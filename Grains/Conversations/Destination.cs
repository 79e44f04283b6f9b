using Muster.Agencies;

namespace Muster.Conversations;

/// <summary>Where a conversation is handed to.</summary>
/// <param name="Queue">Whose line it joins.</param>
/// <param name="To">The one agent it waits for; null for whoever is next.</param>
/// <param name="ForUntil">Until when it waits for that agent alone.</param>
/// <param name="Group">The experts it is for; null for none.</param>
/// <param name="Priority">How urgent it has become with that; null for no more than it was.</param>
public sealed record Destination(string Queue, StaffMember? To = null, DateTimeOffset? ForUntil = null, ExpertGroup? Group = null, PriorityClass? Priority = null);
