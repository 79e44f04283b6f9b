using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Orleans.Concurrency;

namespace Muster.Agents;

/// <summary>
/// One agent, or a supervisor at a console of their own, key <c>agency/staffId</c>: the one authority on their capacity. It stores a taken slot before it says yes. Presence is
/// a lease of <see cref="AgentLimits.Lease"/> that the console's calls renew.
/// </summary>
[Alias("Muster.IAgentGrain")]
public interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>The agent says whether, and how much, work may be given. Offline gives back what is held.</summary>
    Task<Outcome<AgentView>> SetPresence(Caller caller, SetPresence command);

    /// <summary>
    /// A supervisor of one of the agent's queues takes them out of work: no new conversations, away, or offline, which gives back what is held. That an agent is
    /// there nobody else can say. Recorded in the audit log before it happens; no sign of the agent, so their lease runs on.
    /// </summary>
    Task<Outcome<AgentView>> SetPresenceFor(Caller caller, Presence status);

    /// <summary>A call of the agent's session came in: the lease starts anew.</summary>
    Task<Outcome<AgentView>> Renew(Caller caller);

    /// <summary>Keeps telling <paramref name="watcher"/> for two minutes; renew every minute.</summary>
    Task<Outcome<AgentWatchAnswer>> Watch(Caller caller, IAgentWatcher watcher);

    /// <summary>The agent accepts an offer. Refused when it is no longer theirs.</summary>
    Task<Outcome<AgentView>> Accept(Caller caller, string conversation);

    /// <summary>The agent declines an offer: it keeps its age and goes to somebody else.</summary>
    Task<Outcome<AgentView>> Decline(Caller caller, string conversation);

    /// <summary>
    /// A supervisor takes over a conversation of their areas; no queue gives them any. Refused where they are not available or have no room, and as the conversation says.
    /// </summary>
    /// <param name="caller">The supervisor.</param>
    /// <param name="conversation">The grain key.</param>
    /// <param name="messageId">The same id is the same taking.</param>
    Task<Outcome<Receipt>> TakeOver(Caller caller, string conversation, string messageId);

    /// <summary>What a queue has offered is no longer to be had: nobody missed it. Idempotent.</summary>
    /// <param name="conversation">The grain key.</param>
    /// <param name="queue">The grain key of the queue that offered it; what another has offered since stands.</param>
    Task Withdraw(string conversation, string queue);

    /// <summary>A queue gives or offers a conversation.</summary>
    Task<TakeAnswer> Take(TakeConversation command);

    /// <summary>A queue asks, after it woke up.</summary>
    Task<AgentAvailability> Availability();

    /// <summary>Whether they are there and may be given something, full or not; for a conversation that would come back to them. Awaits nothing.</summary>
    [AlwaysInterleave]
    Task<bool> IsAvailable();

    /// <summary>A conversation is over or has gone elsewhere: its slot is free, durably, when this answers. Idempotent.</summary>
    /// <param name="conversation">The grain key.</param>
    /// <param name="seq">The fact that ended it; one older than the agent's joining is about an earlier time and changes nothing.</param>
    [AlwaysInterleave]
    Task Release(string conversation, int seq);

    /// <summary>The citizen has ended it: it still counts, as wrap-up, until the agent closes it. Idempotent.</summary>
    [AlwaysInterleave]
    Task WrapUp(string conversation, int seq);

    /// <summary>
    /// A conversation has gone back to the line because its citizen got no reply: its slot is free, and the agent, who does not seem to
    /// be there, gets no new ones until they say otherwise. Idempotent.
    /// </summary>
    [AlwaysInterleave]
    Task TakeAway(string conversation, int seq);
}
