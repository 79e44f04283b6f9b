using Muster.Conversations;
using Muster.Identity;

namespace Muster.Agents;

/// <summary>What an agent may hold and when. State, command and time in; the next state or a refusal out.</summary>
public static class AgentRules
{
    /// <summary>How often what the agent holds is compared with what the conversations say.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);

    /// <summary>How soon a slot of unknown outcome is asked about.</summary>
    private static readonly TimeSpan SettleAfter = TimeSpan.FromSeconds(1);

    public static int CapacityOf(this Agent agent, int most) => Math.Min(agent.Capacity ?? most, most);

    /// <summary>How many more may be given now.</summary>
    public static int Free(this Agent agent, int most) =>
        agent.Presence == Presence.Available ? Math.Max(0, agent.CapacityOf(most) - agent.Slots.Length) : 0;

    /// <summary>How many conversations the agent works on, wrap-up included; an offer is none yet, and whoever is offline works on none.</summary>
    public static int Handled(this Agent agent) =>
        agent.Presence == Presence.Offline ? 0 : agent.Slots.Count(slot => slot.State is SlotState.Held or SlotState.WrapUp);

    /// <summary>Whether the agent's time counts: available, or at work on a conversation.</summary>
    public static bool IsStaffed(this Agent agent) => agent.Presence == Presence.Available || agent.Handled() > 0;

    public static Outcome<Agent> SetPresence(this Agent agent, SetPresence command, int most, DateTimeOffset now) =>
        command.Capacity is { } capacity && (capacity < 0 || capacity > most) ? Refusal.InvalidRequest
        : !Enum.IsDefined(command.Status) ? Refusal.InvalidRequest
        : agent with
        {
            Presence = command.Status,
            Capacity = command.Capacity ?? agent.Capacity,
            LostAt = null,
            Why = null,
            IdleSince = agent.Presence == Presence.Available ? agent.IdleSince : now,
        };

    /// <summary>Somebody who answers for a queue takes the agent out of work; an agent who is offline is not there already.</summary>
    public static Outcome<Agent> SetPresenceFor(this Agent agent, Presence status) =>
        status == Presence.Available || !Enum.IsDefined(status) ? Refusal.InvalidRequest
        : agent.Presence == Presence.Offline || agent.Presence == status ? agent
        : agent with { Presence = status, Why = "supervisor" };

    /// <summary>
    /// Reserves capacity for a conversation before it is asked; null where there is none. One that is held already has gone round since:
    /// its slot is unconfirmed again, so that word of the earlier time cannot free it. What the agent is only reminded of is theirs already, and is not asked for. One that
    /// a supervisor gives beyond the limits says so for as long as it is held.
    /// </summary>
    public static Agent? Reserve(this Agent agent, TakeConversation command, int most, DateTimeOffset now)
    {
        var (state, until) = command.IsReminder ? (SlotState.Held, (DateTimeOffset?)null) : command.OfferFor is null ? (SlotState.Reserved, null) : (SlotState.Offered, now + command.OfferFor);
        return agent.Slot(command.Conversation) switch
        {
            { State: SlotState.Held or SlotState.WrapUp } held =>
                agent.Put(held with { Queue = command.Queue, State = state, OfferedUntil = until, Reason = command.Reason }),
            { State: SlotState.Offered } offered when offered.Queue != command.Queue => // moved while the agent thought about it
                agent.Presence != Presence.Available || agent.IsFullOf(command) ? null
                : agent.Put(offered with { Queue = command.Queue, State = state, OfferedUntil = until, Reason = command.Reason }),
            { } => agent,
            null when agent.Free(most) > 0 && !agent.IsFullOf(command) => agent.Add(new Slot(command.Conversation, command.Queue, state, now, until, command.IsReminder ? command.KnownSeq : 0) { Reason = command.Reason, IsConsult = command.IsConsult }),
            null when agent.Presence == Presence.Available && command.BeyondLimitBy is { } by =>
                agent.Add(new Slot(command.Conversation, command.Queue, state, now, until) { Reason = command.Reason, BeyondLimitBy = by, IsConsult = command.IsConsult }),
            null => null,
        };
    }

    /// <summary>
    /// Reserves a place for what a supervisor takes over. A slot of an earlier time, of which they have not heard that it is over, is that place.
    /// </summary>
    /// <param name="agent">The supervisor at their console.</param>
    /// <param name="conversation">The grain key.</param>
    /// <param name="queue">The queue's grain key.</param>
    /// <param name="messageId">The request's.</param>
    /// <param name="mostOfQueue">The most of that queue's they may hold; null leaves it to their capacity.</param>
    /// <param name="most">The account's.</param>
    /// <param name="now">UTC.</param>
    public static Outcome<Agent> ReserveToTakeOver(this Agent agent, string conversation, string queue, string messageId, int? mostOfQueue, int most, DateTimeOffset now) =>
        agent.Presence != Presence.Available ? Refusal.NotAvailable
        : agent.Slot(conversation) is not null ? agent.Put(new Slot(conversation, queue, SlotState.Reserved, now) { TakenBy = messageId })
        : agent.Free(most) == 0 || agent.InUseOf(queue) >= mostOfQueue ? Refusal.NoCapacity
        : agent.Add(new Slot(conversation, queue, SlotState.Reserved, now) { TakenBy = messageId });

    private static bool IsFullOf(this Agent agent, TakeConversation command) => agent.InUseOf(command.Queue) >= command.MostOfQueue;

    private static Agent Add(this Agent agent, Slot slot) => agent with { Slots = agent.Slots.Add(slot), IdleSince = slot.Since };

    /// <summary>How many of the queue's conversations count against the capacity.</summary>
    public static int InUseOf(this Agent agent, string queue) => agent.Slots.Count(slot => slot.Queue == queue);

    /// <summary>The agent said yes to an offer, now or already; null where there is no offer that still stands.</summary>
    public static Agent? Accept(this Agent agent, string conversation, DateTimeOffset now) =>
        agent.Slot(conversation) switch
        {
            { State: SlotState.Offered } slot when now < slot.OfferedUntil => agent.Put(slot with { State = SlotState.Reserved, OfferedUntil = null }),
            { State: SlotState.Reserved } => agent, // accepted before, and not yet confirmed
            _ => null,
        };

    /// <summary>The conversation has confirmed what was reserved, or what it says was lost is put back.</summary>
    public static Agent Confirm(this Agent agent, string conversation, Holding holding) =>
        agent.Slot(conversation) is not { } slot ? agent
        : agent.Put(slot with
        {
            State = holding.Status == ConversationStatus.WrapUp ? SlotState.WrapUp : SlotState.Held,
            OfferedUntil = null,
            JoinedSeq = Math.Max(slot.JoinedSeq, holding.Seq),
            Reason = null,
            TakenBy = null,
            ConsultOf = holding.ConsultOf,
            IsConsult = holding.ConsultOf is not null,
        });

    /// <summary>The citizen has ended it. One older than the joining is about an earlier time.</summary>
    public static Agent WrapUp(this Agent agent, string conversation, int seq) =>
        agent.Slot(conversation) is { State: SlotState.Held } slot && seq >= slot.JoinedSeq
            ? agent.Put(slot with { State = SlotState.WrapUp, JoinedSeq = seq })
            : agent;

    /// <summary>It is over. One older than the joining is about an earlier time; an unconfirmed slot is settled by asking the conversation.</summary>
    public static Agent Release(this Agent agent, string conversation, int seq) =>
        agent.Slot(conversation) is { State: SlotState.Held or SlotState.WrapUp } slot && seq >= slot.JoinedSeq
            ? agent.Drop(conversation)
            : agent;

    /// <summary>It is over, and the reason is that the agent does not seem to be there (C5).</summary>
    public static Agent TakeAway(this Agent agent, string conversation, int seq) =>
        agent.Release(conversation, seq) is var released && released != agent ? released.NotResponding("no-reply") : agent;

    /// <summary>
    /// Makes the slot agree with what its conversation says. Where word of its having been taken away never came, this is it; an
    /// unconfirmed slot is about a later time.
    /// </summary>
    public static Agent Settle(this Agent agent, string staffId, string conversation, Holding holding) =>
        holding.StaffId == staffId ? agent.Confirm(conversation, holding)
        : holding.TakenFrom == staffId && agent.Slot(conversation) is { State: SlotState.Held } ? agent.TakeAway(conversation, holding.Seq)
        : agent.Drop(conversation);

    public static Agent Drop(this Agent agent, string conversation) =>
        agent with { Slots = agent.Slots.RemoveAll(slot => slot.Conversation == conversation) };

    /// <summary>The console was not heard of for the length of a lease.</summary>
    public static Agent Lapse(this Agent agent, DateTimeOffset now) =>
        agent.Presence == Presence.Offline
            ? agent
            : agent with { Presence = Presence.Offline, LostAt = now, Why = "lease-lapsed" };

    /// <summary>An offer was not answered in time: the agent does not seem to be there (A6).</summary>
    public static Agent MissOffers(this Agent agent, DateTimeOffset now) =>
        agent.Slots.Any(slot => slot.IsMissed(now))
            ? (agent with { Slots = agent.Slots.RemoveAll(slot => slot.IsMissed(now)) }).NotResponding("missed-offer")
            : agent;

    public static bool IsMissed(this Slot slot, DateTimeOffset now) => slot.State == SlotState.Offered && now >= slot.OfferedUntil;

    /// <summary>When something may be due: the end of the lease or of an offer, a slot to be settled, a sweep. Later than <paramref name="now"/>.</summary>
    public static DateTimeOffset NextLook(this Agent agent, DateTimeOffset leaseUntil, DateTimeOffset now)
    {
        var due = now + SweepEvery;
        if (agent.Presence != Presence.Offline && leaseUntil < due)
            due = leaseUntil;
        foreach (var slot in agent.Slots)
        {
            var wanted = slot.State == SlotState.Reserved || agent.Presence == Presence.Offline ? now + SettleAfter : slot.OfferedUntil;
            if (wanted < due)
                due = wanted.Value;
        }

        return due > now ? due : now.AddMilliseconds(1);
    }

    private static Agent NotResponding(this Agent agent, string why) => agent.Presence == Presence.Offline
        ? agent
        : agent with { Presence = agent.Presence == Presence.Available ? Presence.Away : agent.Presence, Why = why };

    private static Agent Put(this Agent agent, Slot slot) =>
        agent with { Slots = [.. agent.Slots.Select(other => other.Conversation == slot.Conversation ? slot : other)] };
}
