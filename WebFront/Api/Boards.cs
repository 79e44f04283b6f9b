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

    /// <summary>The boards of some queues, by their ids, for whoever may hand over to them; without those that cannot be asked.</summary>
    public async Task<Dictionary<string, QueueBoard>> Of(string agency, IEnumerable<string> queues) =>
        (await Task.WhenAll(queues.Select(queue => TryAsk(agency, queue)))).OfType<QueueBoard>().ToDictionary(board => board.Queue);

    private async Task<QueueBoard?> TryAsk(string agency, string queue)
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
