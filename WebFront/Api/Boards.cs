using System.Collections.Concurrent;
using Muster.Identity;
using Muster.Queues;

namespace Muster.WebFront.Api;

/// <summary>The boards of queues, asked for at most every two seconds each, however many supervisors look.</summary>
internal sealed class Boards(IGrainFactory grains, TimeProvider clock)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, QueueBoard> _known = new(StringComparer.Ordinal);

    /// <summary>A queue's board. Whether the caller may see it is settled by their areas; the queue decides again when it is asked.</summary>
    public async Task<Outcome<QueueBoard>> Look(Caller caller, string queue)
    {
        if (!caller.Areas.Contains(queue))
            return Refusal.NotFound;

        return await Ask(caller, GrainKey.Of(caller.Agency, queue));
    }

    /// <summary>What the agents of some queues can take now, by staff id; without those whose queue cannot be asked.</summary>
    public async Task<Dictionary<string, AgentAvailability>> Agents(string agency, IEnumerable<string> queues)
    {
        var boards = await Task.WhenAll(queues.Select(queue => TryAsk(agency, queue)));
        var agents = new Dictionary<string, AgentAvailability>();
        foreach (var agent in boards.OfType<QueueBoard>().SelectMany(board => board.Agents))
        {
            if (!agents.TryGetValue(agent.StaffId, out var known) || known.Version < agent.Version)
                agents[agent.StaffId] = agent;
        }

        return agents;
    }

    /// <summary>A queue's board, for whoever may hand over to it; null while it cannot be asked.</summary>
    public async Task<QueueBoard?> TryAsk(string agency, string queue)
    {
        try
        {
            return (await Ask(Caller.System(agency), GrainKey.Of(agency, queue))).Value;
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            return null;
        }
    }

    private async Task<Outcome<QueueBoard>> Ask(Caller caller, string queue)
    {
        if (_known.TryGetValue(queue, out var known) && clock.GetUtcNow() - known.At < Fresh)
            return known;

        var outcome = await grains.GetGrain<IQueueGrain>(queue).Board(caller);
        if (outcome.IsDone)
            _known[queue] = outcome.Value;
        return outcome;
    }
}
