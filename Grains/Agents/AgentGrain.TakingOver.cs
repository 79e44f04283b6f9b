using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Agents;

/// <summary>What a supervisor takes over, to answer it at a console of their own. As with what a queue gives: first the place, then the conversation, then what it says.</summary>
public sealed partial class AgentGrain
{
    public async Task<Outcome<Receipt>> TakeOver(Caller caller, string conversation, string messageId)
    {
        if (await RefusalOf(caller) is { } refusal)
            return refusal;
        if (caller.Role != Role.Supervisor)
            return Refusal.NotAllowed;

        var asked = await Conversation(conversation).TakeOver(caller, new TakeOverConversation(_membership.Alias, messageId));
        if (!asked.IsDone)
            return asked.Refusal.Value;
        if (asked.Value.Receipt is { } earlier)
            return earlier;

        var queue = asked.Value.Holding.Queue!; // it is open
        var mostOfQueue = await MostOf(queue);
        var reserved = Agent.ReserveToTakeOver(conversation, GrainKey.Of(caller.Agency, queue), messageId, mostOfQueue, Most, Now);
        if (!reserved.IsDone)
            return reserved.Refusal.Value;

        Agent = reserved.Value;
        await _write.Save();
        SetTimer();
        return await TakeOver(caller, Agent.Slot(conversation)!);
    }

    /// <summary>Asks the conversation and does as it says; whoever takes it out of a line tells the queue, which hears of it as of an offer that was accepted.</summary>
    private async Task<Outcome<Receipt>> TakeOver(Caller caller, Slot slot)
    {
        var taken = await Conversation(slot.Conversation).TakeOver(
            caller, new TakeOverConversation(_membership.Alias, slot.TakenBy!) { ReservedAt = slot.Since, Queue = GrainKey.IdOf(slot.Queue) });
        var holding = taken.IsDone ? taken.Value.Holding : await Conversation(slot.Conversation).WhoHolds(slot.JoinedSeq);
        await Settle(slot.Conversation, holding);
        if (holding.StaffId == StaffId)
            Tell(Queue(slot.Queue).Offered(new OfferEnded(slot.Conversation, StaffId, holding.Seq)));
        return !taken.IsDone ? taken.Refusal.Value : taken.Value.Receipt ?? new Receipt(holding.Seq, Now);
    }

    /// <summary>Who asks again for what was asked for: the conversation decides by the areas of now.</summary>
    private Caller Myself => Caller.Staff(Role.Supervisor, GrainKey.AgencyOf(Key), StaffId, _membership.Member?.Queues ?? []);

    /// <summary>The most of the queue's that one person may hold; null where only their own capacity counts.</summary>
    private async Task<int?> MostOf(string queue) =>
        (await GrainFactory.GetGrain<IAgencyGrain>(GrainKey.AgencyOf(Key)).Look()).Value?.Settings.Queues.FirstOrDefault(one => one.Id == queue)?.CapacityPerAgent;
}
