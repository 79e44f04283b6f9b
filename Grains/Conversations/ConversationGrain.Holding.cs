using Muster.Agencies;
using Muster.Auditing;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Conversations;

/// <content>Who holds it: handed over, assigned, given back and let go.</content>
public sealed partial class ConversationGrain
{
    public async Task<Outcome<Receipt>> Transfer(Caller caller, TransferConversation command)
    {
        Meet(caller);
        if (IsRepeat(caller, EntryKind.Transferred, command.MessageId, out var key, out var earlier))
            return await Overseen(caller, ActionOf(command), earlier);
        if (caller.Role == Role.Citizen || await Writer(caller) is not { } by)
            return Conversation.WasTransferredBy(Key, caller) ? Conversation.Transferred! : await NotTheirs(caller);
        if (Conversation.MayTransfer(by, command) is { } refusal)
            return await Refused(refusal);

        if (await _agency.Look() is not { } agency)
            return Refusal.UnknownAgency;

        var priority = agency.Settings.Priorities.FirstOrDefault(one => one.Id == command.Priority);
        if (command.Priority is not null && priority is null)
            return Refusal.InvalidRequest;

        var found = await Find(agency, command.Queue, command.Agent, command.Group);
        if (!found.IsDone)
            return found.Refusal.Value;

        var destination = found.Value with { Priority = priority.Raises(Conversation, agency.Settings) };
        if (Conversation.WaitsIn(destination))
            return await Refused(Refusal.NotAllowed);

        var (queue, to, group) = (destination.Queue, destination.To, destination.Group);
        var (from, holder, now) = (Conversation.Queue, Conversation.Holder?.StaffId, clock.GetUtcNow());
        var triage = Conversation.AskingFor(group, now).RaisedTo(destination.Priority, agency.Settings);
        var seq = Conversation.LastSeq + Conversation.FactsUntilQueued(triage, before: 2); // that it is handed over, and the note
        var passOver = to is null && (by.Role == Role.Supervisor || group is not null) ? holder : null; // it was taken from them, or goes to somebody who knows more
        var join = new JoinLine(Key, Conversation.Age(), seq, to?.StaffId, destination.ForUntil, passOver)
        {
            Triage = triage,
            NotBefore = Conversation.NotBefore,
            BeyondLimitBy = command.BeyondLimit ? by.Name : null,
        };
        var waitsThere = holder is null && from == queue; // and is registered there: who it is kept for is ours to say before the queue acts on it
        var ticket = waitsThere ? Conversation.TicketWith(triage) : await _upwards.Join(queue, join);
        var outcome = await Record(Conversation.Transfer(by, command, destination, triage, ticket), key);
        if (waitsThere)
            await _upwards.Keep(queue, join);
        if (holder is not null)
            await _upwards.Release(holder, Conversation.LastSeq);
        if (from != queue)
            await Leave(from, closedAt: null);
        return await Overseen(caller, ActionOf(by, ActionOf(command)), outcome);
    }

    public async Task<Assignment> Assign(AssignConversation command)
    {
        StandBack();
        await CatchUp(command.KnownSeq);
        if (!(command.ReservedAt <= _refusedReservations.GetValueOrDefault(command.StaffId)))
            await Record(Conversation.Assign(command, clock.GetUtcNow()));
        var holding = Conversation.Holding();
        var isAssigned = holding.StaffId == command.StaffId && holding.Status is ConversationStatus.Active or ConversationStatus.WrapUp;
        if (!isAssigned && command.ReservedAt is { } reservedAt)
            _refusedReservations[command.StaffId] = reservedAt; // a copy of this call that was long on its way must not find the agent without the place
        return new Assignment(isAssigned, holding);
    }

    public async Task<Holding> ReturnToLine(string staffId, string reason, int knownSeq)
    {
        StandBack();
        await CatchUp(knownSeq);
        if (Conversation.IsHeldSince(staffId, knownSeq))
            await GiveBack(staffId, reason);
        return Conversation.Holding();
    }

    public async Task<Holding> WhoHolds(int knownSeq)
    {
        StandBack();
        await CatchUp(knownSeq);
        return Conversation.Holding();
    }

    /// <summary>Whom somebody means, where they may be given something now.</summary>
    private async Task<Outcome<Destination>> Find(AgencyView agency, string? toQueue, string? toAgent, string? toGroup)
    {
        var group = toGroup is { } id ? agency.Settings.ExpertGroup(id) : null;
        if (toGroup is not null && group is null)
            return Refusal.UnknownGroup;

        var queue = group?.Queue ?? toQueue ?? Conversation.Queue;
        if (agency.Queues.FirstOrDefault(opening => opening.Id == queue) is not { } opening)
            return Refusal.UnknownQueue;
        if (!opening.IsOpen)
            return Refusal.QueueClosed;
        if (toAgent is null)
            return new Destination(queue, Group: group);

        var named = await GrainFactory.GetGrain<IAgencyGrain>(Agency).AgentNamed(toAgent);
        return named.IsDone && named.Value.WorksIn(queue) && named.Value.StaffId != Conversation.Holder?.StaffId
            ? new Destination(queue, named.Value, Conversation.KeptUntil(named.Value, clock.GetUtcNow(), agency.Settings.Limits), group)
            : Refusal.UnknownAgent;
    }

    private async Task GiveBack(string staffId, string reason)
    {
        var ticket = Conversation.Status == ConversationStatus.Active && !Conversation.HasRoomForEndingAlone()
            ? await _upwards.Join(
                Conversation.Queue,
                new JoinLine(Key, Conversation.Age(), Conversation.LastSeq + 2, PassOver: reason == ReturnReason.NoReply ? staffId : null) { Triage = Conversation.Triage, NotFor = Conversation.IsFor?.By })
            : 0;
        await Record(Conversation.ReturnToLine(staffId, reason, ticket));
        if (Conversation.IsClosed)
            await Leave(Conversation.Queue, Conversation.Closed!.At);
    }

    private async Task TakeFrom(string staffId)
    {
        await CatchUp(int.MaxValue); // should there be two of us, the other may have heard the reply
        if (Conversation.IsHeldSince(staffId, int.MaxValue))
            await GiveBack(staffId, ReturnReason.NoReply);
        await _upwards.TakeAway(staffId, Conversation.HoldingSeq);
    }

    private static string ActionOf(TransferConversation command) => command.BeyondLimit ? AuditAction.GivenBeyondLimit : AuditAction.Reassigned;

    /// <summary>Nobody has taken what was handed over. As with the handover itself, first into the line, then into the journal.</summary>
    private async Task ComeBack(AgencySettings agency)
    {
        await CatchUp(int.MaxValue); // should there be two of us, the other may have given it to somebody
        var (from, handover, now) = (Conversation.Queue, Conversation.HandedOver!, clock.GetUtcNow());
        var to = Conversation.IsAtRisk ? null : await WhoIsBack(handover); // whoever comes first takes a life in danger
        var destination = new Destination(handover.From, to, to is null ? null : now.AddSeconds(agency.Limits.TransferWaitSeconds));
        var triage = Conversation.AskingFor(null, now);
        var seq = Conversation.LastSeq + Conversation.FactsUntilQueued(triage, before: 0);
        var ticket = await _upwards.Join(handover.From, new JoinLine(Key, Conversation.Age(), seq, to?.StaffId, destination.ForUntil) { Triage = triage });
        await Record(Conversation.ComeBack(destination, triage, ticket));
        if (from != handover.From)
            await Leave(from, closedAt: null);
    }

    /// <summary>Who handed it over, where they still work in its queue and can be given something.</summary>
    private async Task<StaffMember?> WhoIsBack(Handover handover)
    {
        var member = await GrainFactory.GetGrain<IAgencyGrain>(Agency).Member(handover.StaffId);
        return member is { IsDone: true, Value: { Role: Role.Agent } agent } && agent.WorksIn(handover.From) && await _upwards.IsAvailable(handover.StaffId, clock) ? agent : null;
    }

    private async Task LetGo()
    {
        if (Conversation.Holder is { StaffId: { } holder })
            await _upwards.Release(holder, Conversation.LastSeq);
        await Leave(Conversation.Queue, Conversation.Closed!.At);
    }

    private Task Leave(string queue, DateTimeOffset? closedAt) =>
        _upwards.Leave(queue, Conversation.LastSeq, closedAt, Conversation.Reference);
}
