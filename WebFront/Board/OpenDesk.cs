using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Api;
using Muster.WebFront.Security;

namespace Muster.WebFront.Board;

/// <summary>Looks up which conversations of a queue are open, for its supervisors. No word of a conversation passes here.</summary>
internal sealed class OpenDesk(IGrainFactory grains, Boards boards, ILogger<OpenDesk> log)
{
    public async Task<Outcome<OpenNow>> Look(Caller caller, string? queue)
    {
        if (!Names.IsSetting(queue))
            return Refusal.NotFound;

        var open = await grains.GetGrain<Queues.IQueueGrain>(GrainKey.Of(caller.Agency, queue!)).Open(caller);
        if (!open.IsDone)
            return open.Refusal.Value;

        var aliases = (await boards.Look(caller, queue!)).Value?.Agents.ToDictionary(agent => agent.StaffId, agent => agent.Alias) ?? [];
        var held = await Task.WhenAll(open.Value.Held.Select(async conversation =>
            await Holding(conversation) is { StaffId: { } staffId } holding && holding.Queue == queue ? new HeldNow(conversation, holding, aliases.GetValueOrDefault(staffId)) : null));
        return new OpenNow(open.Value, [.. held.OfType<HeldNow>()]);
    }

    /// <summary>One that cannot be asked hides no other.</summary>
    private async Task<Holding?> Holding(Queues.OpenConversation conversation)
    {
        try
        {
            return await grains.GetGrain<IConversationGrain>(conversation.Conversation).WhoHolds(conversation.Seq);
        }
        catch (Exception unavailable) when (unavailable is not OutOfMemoryException)
        {
            log.LogWarning(unavailable, "{Conversation} could not be asked who holds it.", conversation.Conversation);
            return null;
        }
    }
}
