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
    /// <summary>Puts a conversation into the line; durable when it answers. One that is there keeps its place.</summary>
    /// <returns>Its order key: smaller is served earlier.</returns>
    [AlwaysInterleave]
    Task<long> Join(JoinLine command);

    /// <summary>A conversation has closed or gone to another queue. Written within a second.</summary>
    [AlwaysInterleave]
    Task Leave(LeaveLine command);

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

    /// <summary>What a supervisor sees.</summary>
    Task<Outcome<QueueBoard>> Board(Caller caller);

    /// <summary>Which conversations wait, and which are with agents; for supervisors of this queue.</summary>
    Task<Outcome<OpenConversations>> Open(Caller caller);
}
