using Muster.Identity;
using Muster.Queues;

namespace Muster.Agents;

/// <summary>What the agent is given or offered, and what they answer.</summary>
public sealed partial class AgentGrain
{
    public async Task<Outcome<AgentView>> Accept(Caller caller, string conversation)
    {
        if (await RefusalOf(caller) is { } refusal)
            return refusal;
        if (Agent.Slot(conversation) is { State: SlotState.Held or SlotState.WrapUp })
            return View();
        if (Agent.Accept(conversation, Now) is not { } accepted)
            return Refusal.NotFound;

        Agent = accepted;
        await _write.Save();
        SetTimer();
        var slot = Agent.Slot(conversation)!;
        var holding = await Assign(slot);
        Tell(Queue(slot.Queue).Offered(new OfferEnded(conversation, StaffId, holding?.Seq)));
        return holding is null ? Refusal.NotFound : View();
    }

    public async Task<Outcome<AgentView>> Decline(Caller caller, string conversation)
    {
        if (await RefusalOf(caller) is { } refusal)
            return refusal;
        if (Agent.Slot(conversation) is not { State: SlotState.Offered } slot)
            return Refusal.NotFound;

        Agent = Agent.Drop(conversation);
        await _write.Save();
        Tell(Queue(slot.Queue).Offered(new OfferEnded(conversation, StaffId, null)));
        Changed();
        return View();
    }

    public async Task Withdraw(string conversation, string queue)
    {
        StandBack();
        if (Agent.Slot(conversation) is not { State: SlotState.Offered } slot || slot.Queue != queue)
            return;

        Agent = Agent.Drop(conversation);
        await _write.Save();
        Changed();
    }

    public async Task<TakeAnswer> Take(TakeConversation command)
    {
        StandBack();
        if (Agent.Slot(command.Conversation) is { State: SlotState.Offered } offered && offered.Queue == command.Queue)
            return new TakeAnswer(TakeResult.Offered, AvailabilityNow(), null);
        if (Agent.Slot(command.Conversation) is { State: SlotState.Held or SlotState.WrapUp } known && (command.KnownSeq <= known.JoinedSeq || command.OfferFor is not null || command.IsReminder))
            return await AnswerForHeld(command, known); // nobody may decline what they hold
        if (Agent.Reserve(command, Most, Now) is not { } reserved)
        {
            // A second activation may know of nothing that the other has taken: it finds that out by storing, and makes way.
            if (command.IsReminder)
                await _write.Save();
            return new TakeAnswer(TakeResult.NoCapacity, AvailabilityNow(), null);
        }

        Agent = reserved;
        if (_membership.ServesSeveral)
            Tell(Queue(command.Queue).Ready(AvailabilityNow())); // until it knows, nobody younger is given what this one might have needed
        await _write.Save();
        SetTimer();
        if (Agent.Slot(command.Conversation) is not { } slot)
            return new TakeAnswer(TakeResult.NotWaiting, AvailabilityNow(), await Conversation(command.Conversation).WhoHolds(command.KnownSeq));
        if (slot.State == SlotState.Offered)
        {
            Changed();
            return new TakeAnswer(TakeResult.Offered, AvailabilityNow(), null);
        }

        if (slot.State == SlotState.Held)
            return await Recall(command);

        var assignment = await Conversation(slot.Conversation).Assign(AssignmentOf(slot, command.KnownSeq));
        await Settle(slot.Conversation, assignment.Holding);
        return new TakeAnswer(assignment.IsAssigned ? TakeResult.Taken : TakeResult.NotWaiting, AvailabilityNow(), assignment.Holding);
    }

    /// <summary>Where the agent knows as much as the queue, or more, the queue is told; an offer of what they hold goes by what the conversation says.</summary>
    private async Task<TakeAnswer> AnswerForHeld(TakeConversation command, Slot slot)
    {
        if (command.KnownSeq == slot.JoinedSeq)
            return new TakeAnswer(TakeResult.Taken, AvailabilityNow(), null);

        var holding = await Conversation(slot.Conversation).WhoHolds(Math.Max(command.KnownSeq, slot.JoinedSeq));
        await Settle(slot.Conversation, holding);
        return new TakeAnswer(holding.StaffId == StaffId ? TakeResult.Taken : TakeResult.NotWaiting, AvailabilityNow(), holding);
    }

    /// <summary>Whoever was reminded holds it, if the conversation still says so. It may have gone elsewhere while that was on its way: then it is not theirs to take.</summary>
    private async Task<TakeAnswer> Recall(TakeConversation command)
    {
        var holding = await Conversation(command.Conversation).WhoHolds(command.KnownSeq);
        if (holding.StaffId == StaffId)
        {
            await Settle(command.Conversation, holding);
        }
        else
        {
            Agent = Agent.Drop(command.Conversation);
            await _write.Save();
        }

        Changed();
        return new TakeAnswer(holding.StaffId == StaffId ? TakeResult.Taken : TakeResult.NotWaiting, AvailabilityNow(), holding);
    }
}
