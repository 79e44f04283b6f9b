using Muster.Identity;
using Orleans.Concurrency;

namespace Muster.Queues;

/// <summary>
/// The line of one queue, key <c>agency/queue</c>: oldest first by when the citizen started; and the register of its open
/// conversations. What goes up to it interleaves, is idempotent, and awaits nothing but its own storage.
/// </summary>
[Alias("Muster.IQueueGrain")]
public interface IQueueGrain : IGrainWithStringKey
{
    /// <summary>Puts a conversation into the line; durable when it answers. One that is there keeps its place, unless it has become more or less urgent.</summary>
    /// <returns>Its order key: smaller is served earlier.</returns>
    [AlwaysInterleave]
    Task<long> Join(JoinLine command);

    /// <summary>A conversation has closed or gone to another queue. Written within a second.</summary>
    [AlwaysInterleave]
    Task Leave(LeaveLine command);

    /// <summary>A conversation that an agent has is more urgent from now on: should it come back, it stands further in front. May be lost: the queue finds it when it sweeps.</summary>
    [AlwaysInterleave]
    Task Mark(MarkInLine command);

    /// <summary>An agent tells how many conversations it can take. May be lost: the queue asks again when it wakes.</summary>
    [AlwaysInterleave]
    Task Ready(AgentAvailability availability);

    /// <summary>An offer ended. May be lost: the queue offers again after its time is up.</summary>
    [AlwaysInterleave]
    Task Offered(OfferEnded ended);

    /// <summary>Called every 10 s by every silo and right after a start: assigns, sweeps, and keeps the grain alive.</summary>
    Task Wake();

    /// <summary>Keeps telling <paramref name="watcher"/> for two minutes; renew every minute.</summary>
    Task<LineSnapshot> Watch(IQueueWatcher watcher);

    /// <summary>A supervisor of this queue tells everybody in its line something (N13). A repeat gets the same answer.</summary>
    Task<Outcome<NoticeStanding>> SendNotice(Caller caller, SendNotice command);

    /// <summary>A supervisor of this queue takes back what it tells its line; where something else is told by now, that stays. Idempotent.</summary>
    Task<Outcome<NoticeStanding>> WithdrawNotice(Caller caller, string id);

    /// <summary>What it tells its line, and how many that are; for supervisors of this queue.</summary>
    Task<Outcome<NoticeStanding>> LookAtNotice(Caller caller);

    /// <summary>What it tells its line now; null for nothing. For its conversations.</summary>
    [AlwaysInterleave]
    Task<LineNotice?> Notice();

    /// <summary>What a supervisor sees.</summary>
    Task<Outcome<QueueBoard>> Board(Caller caller);

    /// <summary>Which conversations wait, and which are with agents; for supervisors of this queue.</summary>
    Task<Outcome<OpenConversations>> Open(Caller caller);
}
