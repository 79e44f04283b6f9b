using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Queues;
using Muster.WebFront.Screens;

namespace Muster.WebFront.Board;

/// <summary>A conversation as its supervisor watches it, and what they could do about it.</summary>
/// <param name="Key">Its grain key.</param>
/// <param name="At">When it was looked up, UTC.</param>
/// <param name="Alias">The supervisor's own.</param>
/// <param name="View">Where it stands.</param>
/// <param name="Entries">The newest, at most <see cref="MostEntries"/>, oldest first.</param>
/// <param name="Assignments">To whom it was given and why, oldest first.</param>
/// <param name="Agency">Whose it is.</param>
/// <param name="OpenQueues">Where it could be handed over to.</param>
/// <param name="Agents">To whom.</param>
/// <param name="Loads">How many they have, and could have, by staff id; without those of whom it is not known.</param>
public sealed record OversightNow(
    string Key,
    DateTimeOffset At,
    string Alias,
    ConversationView View,
    ImmutableArray<Entry> Entries,
    ImmutableArray<LoggedAssignment> Assignments,
    AgencySettings Agency,
    ImmutableArray<QueueSettings> OpenQueues,
    ImmutableArray<StaffMember> Agents,
    IReadOnlyDictionary<string, AgentAvailability> Loads)
{
    /// <summary>Shown at once, and so few that the conversation has them at hand; the transcript has them all.</summary>
    public const int MostEntries = 60;

    /// <summary>Agents who are available and have no room: only a supervisor's word gives them more.</summary>
    public IEnumerable<(StaffMember Agent, AgentAvailability Load)> Full =>
        from agent in Agents where Loads.GetValueOrDefault(agent.StaffId) is { Presence: Presence.Available, Free: 0 } select (agent, Loads[agent.StaffId]);

    /// <summary>The supervisor has taken it over themselves.</summary>
    public bool IsOwn => View.HolderName == Alias && View.Status is ConversationStatus.Active or ConversationStatus.WrapUp;

    public string QueueName => Agency.Queues.FirstOrDefault(queue => queue.Id == View.Queue)?.Name ?? View.Queue;

    /// <summary>The experts it could be handed over to.</summary>
    public IEnumerable<ExpertGroup> OpenGroups => Agency.ExpertGroups.OrNone().Where(group => OpenQueues.Any(queue => queue.Id == group.Queue));

    /// <summary>What would make it more urgent than it is; nobody is moved back.</summary>
    public IEnumerable<PriorityClass> Raises =>
        View.IsAtRisk ? [] : Agency.Priorities.Where(one => one.HeadStartSeconds > (Agency.Priorities.FirstOrDefault(known => known.Id == View.Priority)?.HeadStartSeconds ?? 0)).OrderBy(one => one.HeadStartSeconds);

    public DateTimeOffset Local(DateTimeOffset at) => Agency.Local(at);
}
