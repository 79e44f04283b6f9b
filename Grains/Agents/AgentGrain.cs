using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Records;
using Orleans.Utilities;

namespace Muster.Agents;

/// <summary>Asks <see cref="AgentRules"/> what may be held, stores it, and only then says yes and tells the console.</summary>
[GrainType("agent")]
public sealed class AgentGrain : Grain, IAgentGrain
{
    /// <summary>Consoles' fronts renew their watch every minute; one that missed two renewals is gone.</summary>
    private static readonly TimeSpan WatchLease = TimeSpan.FromMinutes(2);

    /// <summary>How often what the agent holds is compared with what the conversations say.</summary>
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);

    /// <summary>How soon a slot of unknown outcome is asked about.</summary>
    private static readonly TimeSpan SettleAfter = TimeSpan.FromSeconds(1);

    private readonly IPersistentState<Agent> _stored;
    private readonly ILocalSiloDetails _silo;
    private readonly TimeProvider _clock;
    private readonly ILogger<AgentGrain> _log;
    private readonly SharedWrite _write;
    private readonly ObserverManager<IAgentWatcher> _watchers;

    /// <summary>What conversations said while their slot was unconfirmed: newer than what a confirmation may still say.</summary>
    private readonly Dictionary<string, int> _saidEarly = [];

    private StaffMember? _member;
    private DateTimeOffset _memberReadAt;
    private DateTimeOffset _leaseUntil;
    private DateTimeOffset _sweptAt;
    private IGrainTimer? _timer;
    private long _version;
    private bool _isBehind;

    public AgentGrain(
        [PersistentState("agent", "muster")] IPersistentState<Agent> stored,
        ILocalSiloDetails silo,
        TimeProvider clock,
        ILogger<AgentGrain> log)
    {
        (_stored, _silo, _clock, _log) = (stored, silo, clock, log);
        _write = new SharedWrite(Write);
        _watchers = new(WatchLease, log) { GetDateTime = () => clock.GetUtcNow().UtcDateTime };
    }

    private string Key => this.GetPrimaryKeyString();

    private string StaffId => GrainKey.IdOf(Key);

    private Agent Agent
    {
        get => _stored.State;
        set => _stored.State = value;
    }

    private int Most => _member?.Capacity ?? 0;

    private DateTimeOffset Now => _clock.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await ReadMember();
        // The lease does not run while the product itself is down.
        _leaseUntil = Now + AgentLimits.Lease;
        _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(NextTick(), SweepEvery) { KeepAlive = true });
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _watchers.Notify(watcher => watcher.OnMoved(Key));
        return Task.CompletedTask;
    }

    public async Task<Outcome<AgentView>> SetPresence(Caller caller, SetPresence command)
    {
        if (await RefusalOf(caller) is { } refusal)
            return refusal;

        var next = Agent.SetPresence(command, Most, Now);
        if (!next.IsDone)
            return next.Refusal.Value;

        _leaseUntil = Now + AgentLimits.Lease;
        Agent = next.Value;
        await _write.Save();
        if (Agent.Presence == Presence.Offline)
            await GiveBack("agent-offline");
        Changed();
        return View();
    }

    public async Task<Outcome<AgentView>> Renew(Caller caller)
    {
        if (await RefusalOf(caller) is { } refusal)
            return refusal;

        _leaseUntil = Now + AgentLimits.Lease;
        return View();
    }

    public async Task<Outcome<AgentWatchAnswer>> Watch(Caller caller, IAgentWatcher watcher)
    {
        if (await RefusalOf(caller) is { } refusal)
            return refusal;

        _watchers.Subscribe(watcher, watcher);
        return new AgentWatchAnswer(View(), NextVersion(), _silo.SiloAddress.ToString());
    }

    public async Task<Outcome<AgentView>> Accept(Caller caller, string conversation)
    {
        if (await RefusalOf(caller) is { } refusal)
            return refusal;
        if (Agent.Slot(conversation) is { State: SlotState.Held })
            return View();
        if (Agent.Accept(conversation, Now) is not { } accepted)
            return Refusal.NotFound;

        Agent = accepted;
        await _write.Save();
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

    public async Task<TakeAnswer> Take(TakeConversation command)
    {
        StandBack();
        if (Agent.Slot(command.Conversation) is { State: SlotState.Offered })
            return new TakeAnswer(TakeResult.Offered, AvailabilityNow(), null);
        if (Agent.Reserve(command, Most, Now) is not { } reserved)
            return new TakeAnswer(TakeResult.NoCapacity, AvailabilityNow(), null);

        Agent = reserved;
        await _write.Save();
        if (Agent.Slot(command.Conversation) is not { } slot)
            return new TakeAnswer(TakeResult.NotWaiting, AvailabilityNow(), await Conversation(command.Conversation).WhoHolds());
        if (slot.State == SlotState.Offered)
        {
            Changed();
            return new TakeAnswer(TakeResult.Offered, AvailabilityNow(), null);
        }

        var assignment = await Conversation(slot.Conversation).Assign(AssignmentOf(slot));
        await Settle(slot.Conversation, assignment.Holding);
        return new TakeAnswer(assignment.IsAssigned ? TakeResult.Taken : TakeResult.NotWaiting, AvailabilityNow(), assignment.Holding);
    }

    public async Task<AgentAvailability> Availability()
    {
        StandBack();
        await ReadMember();
        return AvailabilityNow();
    }

    public async Task Release(string conversation, int seq)
    {
        StandBack();
        NoteEarly(conversation, seq);
        var next = Agent.Release(conversation, seq);
        if (next == Agent)
            return;

        Agent = next;
        await _write.Save();
        Changed();
    }

    public async Task WrapUp(string conversation, int seq)
    {
        StandBack();
        NoteEarly(conversation, seq);
        var next = Agent.WrapUp(conversation, seq);
        if (next == Agent)
            return;

        Agent = next;
        await _write.Save();
        Changed();
    }

    /// <summary>Asks the conversation and does as it says.</summary>
    private async Task<Holding?> Assign(Slot slot)
    {
        var assignment = await Conversation(slot.Conversation).Assign(AssignmentOf(slot));
        await Settle(slot.Conversation, assignment.Holding);
        return assignment.IsAssigned ? assignment.Holding : null;
    }

    /// <summary>Makes a slot agree with what its conversation says; what came in meanwhile is looked at anew.</summary>
    private async Task Settle(string conversation, Holding holding)
    {
        if (_saidEarly.Remove(conversation, out var seq) && seq > holding.Seq)
            holding = await Conversation(conversation).WhoHolds();
        if (Agent.Slot(conversation) is not { } slot || holding.Seq < slot.JoinedSeq)
            return;

        var next = holding.StaffId == StaffId ? Agent.Confirm(conversation, holding) : Agent.Drop(conversation);
        if (next.Slots.SequenceEqual(Agent.Slots))
            return;

        Agent = next;
        Changed(); // the console need not wait for the third write: the conversation's own journal is the truth
        await _write.Save();
    }

    private void NoteEarly(string conversation, int seq)
    {
        if (Agent.Slot(conversation) is { State: SlotState.Reserved })
            _saidEarly[conversation] = Math.Max(seq, _saidEarly.GetValueOrDefault(conversation));
    }

    private async Task GiveBack(string reason)
    {
        await Task.WhenAll(Agent.Slots.Select(slot => GiveBack(slot, reason)));
        Changed();
    }

    private async Task GiveBack(Slot slot, string reason)
    {
        try
        {
            if (slot.State == SlotState.Offered)
            {
                Agent = Agent.Drop(slot.Conversation);
                Tell(Queue(slot.Queue).Offered(new OfferEnded(slot.Conversation, StaffId, null)));
                await _write.Save();
                return;
            }

            await Settle(slot.Conversation, await Conversation(slot.Conversation).ReturnToLine(StaffId, reason));
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            _log.LogWarning(exception, "{Conversation} could not be given back yet; it is tried again.", slot.Conversation);
        }
    }

    private async Task Tick()
    {
        if (_isBehind)
            return;

        if (Agent.Presence != Presence.Offline && Now >= _leaseUntil)
        {
            Agent = Agent.Lapse(Now);
            await _write.Save();
            _log.LogInformation("The lease of {Agent} has lapsed with {Conversations} conversations.", Key, Agent.Slots.Length);
            Changed();
        }

        await MissOffers();
        if (Agent.Presence == Presence.Offline && !Agent.Slots.IsEmpty)
            await GiveBack(Agent.LostAt is null ? "agent-offline" : "agent-lost");
        else if (Now - _sweptAt >= SweepEvery || Agent.Slots.Any(slot => slot.State == SlotState.Reserved))
            await Sweep();
        _timer?.Change(NextTick(), SweepEvery);
    }

    private async Task MissOffers()
    {
        var missed = Agent.Slots.Where(slot => slot.IsMissed(Now)).ToList();
        if (missed.Count == 0)
            return;

        Agent = Agent.MissOffers(Now);
        await _write.Save();
        foreach (var slot in missed)
            Tell(Queue(slot.Queue).Offered(new OfferEnded(slot.Conversation, StaffId, null)));
        Changed();
    }

    /// <summary>A reservation whose conversation says otherwise is freed.</summary>
    private async Task Sweep()
    {
        _sweptAt = Now;
        foreach (var slot in Agent.Slots.Where(slot => slot.State != SlotState.Offered))
        {
            try
            {
                var holding = slot.State == SlotState.Reserved
                    ? (await Conversation(slot.Conversation).Assign(AssignmentOf(slot))).Holding
                    : await Conversation(slot.Conversation).WhoHolds();
                await Settle(slot.Conversation, holding);
            }
            catch (Exception exception) when (IsPassing(exception))
            {
                _log.LogWarning(exception, "{Conversation} could not be asked who holds it; it is asked again.", slot.Conversation);
            }
        }
    }

    private TimeSpan NextTick()
    {
        var due = Now + SweepEvery;
        if (Agent.Presence != Presence.Offline && _leaseUntil < due)
            due = _leaseUntil;
        foreach (var slot in Agent.Slots)
        {
            var wanted = slot.State == SlotState.Reserved || Agent.Presence == Presence.Offline ? Now + SettleAfter : slot.OfferedUntil;
            if (wanted < due)
                due = wanted.Value;
        }

        return due > Now ? due - Now : TimeSpan.FromMilliseconds(1);
    }

    /// <summary>Tells the console and the queues how it stands now.</summary>
    private void Changed()
    {
        var (view, version) = (View(), NextVersion());
        _watchers.Notify(watcher => watcher.OnChanged(Key, version, view));
        var availability = AvailabilityNow();
        foreach (var queue in _member?.Queues ?? [])
            Tell(Queue(GrainKey.Of(GrainKey.AgencyOf(Key), queue)).Ready(availability));
        _timer?.Change(NextTick(), SweepEvery);
    }

    private async Task<Refusal?> RefusalOf(Caller caller)
    {
        StandBack();
        if (caller.StaffId != StaffId || caller.Agency != GrainKey.AgencyOf(Key) || caller.Role != Role.Agent)
            return Refusal.NotAllowed;

        await ReadMember();
        return _member is null ? Refusal.NotFound : null;
    }

    private async Task ReadMember()
    {
        if (_member is not null && Now - _memberReadAt < TimeSpan.FromMinutes(1))
            return;

        var member = await GrainFactory.GetGrain<IAgencyGrain>(GrainKey.AgencyOf(Key)).Member(StaffId);
        (_member, _memberReadAt) = (member.Value, Now);
    }

    private async Task Write()
    {
        try
        {
            await _stored.WriteStateAsync();
        }
        catch (Exception)
        {
            // What is really stored is unknown: our successor reads it.
            _isBehind = true;
            DeactivateOnIdle();
            throw;
        }
    }

    private AgentView View() => new(
        _member?.Alias ?? "", Agent.Presence, Agent.CapacityOf(Most), Most, _leaseUntil, Agent.Slots, Agent.LostAt, Agent.Why);

    private AgentAvailability AvailabilityNow() => new(
        StaffId, NextVersion(), Agent.Free(Most), Agent.Slots.Length, Agent.IdleSince, Agent.Presence, _member?.Alias ?? "");

    private long NextVersion() => _version = Math.Max(_version + 1, Now.UtcTicks);

    private AssignConversation AssignmentOf(Slot slot) => new(StaffId, _member?.Alias ?? "", GrainKey.IdOf(slot.Queue));

    private IConversationGrain Conversation(string key) => GrainFactory.GetGrain<IConversationGrain>(key);

    private IQueueGrain Queue(string key) => GrainFactory.GetGrain<IQueueGrain>(key);

    private static void Tell(Task told) => told.Ignore();

    private static bool IsPassing(Exception exception) =>
        exception is TimeoutException or OrleansException or JournalUnavailableException or JournalConflictException;

    private void StandBack()
    {
        if (_isBehind)
            throw new JournalUnavailableException($"Agent {Key} is being read again.");
    }
}
