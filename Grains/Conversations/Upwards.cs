using Microsoft.Extensions.Logging;
using Muster.Agents;
using Muster.Auditing;
using Muster.Bans;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Conversations;

/// <summary>
/// What a conversation says to those above it: the queue it waits in and the agent who holds it. Apart from a place in the line, they
/// find again whatever they were told: a failure delays it and takes nothing back.
/// </summary>
internal sealed class Upwards(IGrainFactory grains, string conversation, ILogger log)
{
    /// <summary>Whoever hangs holds no conversation up for longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <returns>Its order key in the line; durable when it is there.</returns>
    public Task<long> Join(string queue, JoinLine command) => Queue(queue).Join(command);

    /// <summary>It waits there already, for whoever it says now.</summary>
    public Task Keep(string queue, JoinLine command) => Tell(() => Queue(queue).Join(command));

    public Task<LineNotice?> Notice(string queue) => Queue(queue).Notice();

    public Task Mark(string queue, Triage triage) => Tell(() => Queue(queue).Mark(new MarkInLine(conversation, triage)));

    public Task Leave(string queue, int seq, DateTimeOffset? closedAt, string reference) =>
        Tell(() => Queue(queue).Leave(new LeaveLine(conversation, seq, closedAt, reference)));

    public Task Release(string staffId, int seq) => Tell(() => Agent(staffId).Release(conversation, seq));

    public Task WrapUp(string staffId, int seq) => Tell(() => Agent(staffId).WrapUp(conversation, seq));

    /// <summary>Whether something may be given to the agent; whoever does not say so soon is not there.</summary>
    public async Task<bool> IsAvailable(string staffId, TimeProvider clock)
    {
        try
        {
            return await Agent(staffId).IsAvailable().WaitAsync(Patience, clock);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "Agent {StaffId} did not say whether they are there; {Conversation} goes back to the queue alone.", staffId, conversation);
            return false;
        }
    }

    public Task TakeAway(string staffId, int seq) => Tell(() => Agent(staffId).TakeAway(conversation, seq));

    /// <summary>Its facts say the same and why; for whoever looks through the log of the agency, who need not be among its readers.</summary>
    public Task Audit(string action, Caller caller) => Tell(() => grains.Record(
        GrainKey.AgencyOf(conversation), new AuditEvent(action, AuditActor.Of(caller), AuditSubject.Conversation(conversation))));

    /// <summary>For supervisors to see. Should it get lost, the note in the conversation remains.</summary>
    public Task Report(EndedForAbuse ended) => Tell(() => Bans.Report(Caller.System(GrainKey.AgencyOf(conversation)), ended));

    /// <returns>The ban as the agency has it now; durable when it is there.</returns>
    public Task<Outcome<Ban>> Propose(BanProposal proposal) => Bans.Propose(Caller.System(GrainKey.AgencyOf(conversation)), proposal);

    private IBanGrain Bans => grains.GetGrain<IBanGrain>(GrainKey.AgencyOf(conversation));

    private async Task Tell(Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "What {Conversation} told upwards did not arrive; the next sweep finds it.", conversation);
        }
    }

    private IQueueGrain Queue(string queue) => grains.GetGrain<IQueueGrain>(GrainKey.Of(GrainKey.AgencyOf(conversation), queue));

    private IAgentGrain Agent(string staffId) => grains.GetGrain<IAgentGrain>(GrainKey.Of(GrainKey.AgencyOf(conversation), staffId));
}
