using System.Collections.Concurrent;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.WebFront.Api;

namespace Muster.WebFront.Board;

/// <summary>
/// Which conversations of a queue are open, for its supervisors: looked up at most every two seconds for each queue, however many of them look. No word of a
/// conversation passes here.
/// </summary>
internal sealed class OpenDesk(IGrainFactory grains, Boards boards, TimeProvider clock, ILogger<OpenDesk> log)
{
    private readonly ConcurrentDictionary<string, OpenNow> _known = new(StringComparer.Ordinal);

    /// <summary>Whether the caller may see it is settled by their areas; the queue decides again when it is asked.</summary>
    public async Task<Outcome<OpenNow>> Look(Caller caller, string? queue)
    {
        if (queue is null || !caller.Areas.Contains(queue) || caller.Role != Role.Supervisor)
            return Refusal.NotFound;

        var key = GrainKey.Of(caller.Agency, queue);
        if (_known.TryGetValue(key, out var known) && clock.GetUtcNow() - known.Open.At < Boards.Fresh)
            return known;

        var open = await grains.GetGrain<IQueueGrain>(key).Open(caller);
        if (!open.IsDone)
            return open.Refusal.Value;

        var aliases = (await boards.Look(caller, queue)).Value?.Agents.ToDictionary(agent => agent.StaffId, agent => agent.Alias) ?? [];
        var held = await Task.WhenAll(open.Value.Held.Select(async conversation =>
            await Holding(conversation) is { StaffId: { } staffId } holding && holding.Queue == queue ? new HeldNow(conversation, holding, holding.Alias ?? aliases.GetValueOrDefault(staffId)) : null));
        // A node of the release before knows of none for later.
        var whole = open.Value.Later.IsDefault ? open.Value with { Later = [] } : open.Value;
        return _known[key] = new OpenNow(whole, [.. held.OfType<HeldNow>()]);
    }

    /// <summary>One that cannot be asked, or takes long, hides no other.</summary>
    private async Task<Holding?> Holding(OpenConversation conversation)
    {
        try
        {
            return await grains.GetGrain<IConversationGrain>(conversation.Conversation).WhoHolds(conversation.Seq).WaitAsync(Boards.Fresh, clock);
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            log.LogWarning(unavailable, "{Conversation} could not be asked who holds it.", conversation.Conversation);
            return null;
        }
    }
}
