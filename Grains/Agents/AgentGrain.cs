using Microsoft.Extensions.Logging;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Records;
using Orleans.Utilities;

namespace Muster.Agents;

/// <summary>Asks <see cref="AgentRules"/> what may be held, stores it, and only then says yes and tells the console. What is asked of presence, and what an agent is given, stand in files of their own.</summary>
[GrainType("agent")]
public sealed partial class AgentGrain : Grain, IAgentGrain
{
    /// <summary>Consoles' fronts renew their watch every minute; one that missed two renewals is gone.</summary>
    private static readonly TimeSpan WatchLease = TimeSpan.FromMinutes(2);

    private readonly IPersistentState<Agent> _stored;
    private readonly ILocalSiloDetails _silo;
    private readonly TimeProvider _clock;
    private readonly ILogger<AgentGrain> _log;
    private readonly SharedWrite _write;
    private readonly ObserverManager<IAgentWatcher> _watchers;

    /// <summary>Those who wait in the agent's own queues come first: where the agent helps is told this much later that there is room.</summary>
    private static readonly TimeSpan OwnFirst = TimeSpan.FromMilliseconds(300);

    /// <summary>What conversations said while their slot was unconfirmed: newer than what a confirmation may still say.</summary>
    private readonly Dictionary<string, int> _saidEarly = [];

    private readonly Lease _lease = new();

    private Membership _membership = null!;
    private WorkTime _work = null!;
    private WorkReport _report = null!;
    private DateTimeOffset _sweptAt;
    private IGrainTimer? _timer;
    private IGrainTimer? _helping;
    private long _version;
    private bool _hasWritten;
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
        set
        {
            _work.Pass(_stored.State, Now);
            _stored.State = value;
        }
    }

    private int Most => _membership.Most;

    private DateTimeOffset Now => _clock.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _membership = new Membership(GrainFactory, GrainKey.AgencyOf(Key), StaffId, _clock, _log);
        await _membership.Read();
        _lease.Start(Now);
        (_work, _report) = (new WorkTime(Now), new WorkReport(GrainFactory, Key, _log));
        _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(AgentRules.SweepEvery, AgentRules.SweepEvery) { KeepAlive = true });
        SetTimer();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _watchers.Notify(watcher => watcher.OnMoved(Key));
        ReportWork();
        return Task.CompletedTask;
    }

    public async Task<AgentAvailability> Availability()
    {
        StandBack();
        await _membership.Read();
        return AvailabilityNow();
    }

    public Task<bool> IsAvailable()
    {
        StandBack();
        return Task.FromResult(Agent.Presence == Presence.Available && Now < _lease.Until);
    }

    public Task Release(string conversation, int seq) => Heed(conversation, seq, AgentRules.Release);

    public Task WrapUp(string conversation, int seq) => Heed(conversation, seq, AgentRules.WrapUp);

    public Task TakeAway(string conversation, int seq) => Heed(conversation, seq, AgentRules.TakeAway);

    /// <summary>Stores what a conversation says of its slot; a repeat is answered no sooner than what it repeats is stored.</summary>
    private async Task Heed(string conversation, int seq, Func<Agent, string, int, Agent> rule)
    {
        StandBack();
        NoteEarly(conversation, seq);
        var next = rule(Agent, conversation, seq);
        if (next == Agent)
        {
            await _write.InFlight;
            return;
        }

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
        while (_saidEarly.Remove(conversation, out var seq) && seq > holding.Seq)
            holding = await Conversation(conversation).WhoHolds(seq);
        if (Agent.Slot(conversation) is not { } slot || holding.Seq < slot.JoinedSeq)
            return;

        var next = Agent.Settle(StaffId, conversation, holding);
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

            var holding = await Conversation(slot.Conversation).ReturnToLine(StaffId, reason, slot.JoinedSeq);
            if (holding.StaffId == StaffId && holding.Seq > slot.JoinedSeq)
                holding = await Conversation(slot.Conversation).ReturnToLine(StaffId, reason, holding.Seq); // it has confirmed what we had not heard of
            await Settle(slot.Conversation, holding);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _log.LogWarning(exception, "{Conversation} could not be given back yet; it is tried again.", slot.Conversation);
        }
    }

    private async Task Tick()
    {
        if (_isBehind)
            return;

        ReportWork();
        if (Agent.Presence != Presence.Offline && _lease.HasLapsed(Now))
        {
            Agent = Agent.Lapse(Now);
            await _write.Save();
            _log.LogInformation("The lease of {Agent} has lapsed with {Conversations} conversations.", Key, Agent.Slots.Length);
            Changed();
        }

        await MissOffers();
        if (Agent.Presence == Presence.Offline && !Agent.Slots.IsEmpty)
            await GiveBack(Agent.LostAt is null ? ReturnReason.AgentOffline : ReturnReason.AgentLost);
        else if (Now - _sweptAt >= AgentRules.SweepEvery || Agent.Slots.Any(slot => slot.State == SlotState.Reserved))
            await Sweep();
        SetTimer();
    }

    private void ReportWork()
    {
        _work.Pass(Agent, Now);
        _report.Add(_membership.Queues, _work.TakeFinished());
        _report.Tell().Ignore();
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
        if (!_hasWritten && _stored.RecordExists)
            await _write.Save(); // an earlier activation may have stored a reservation after this one had read: it finds that out by storing, and makes way
        await Task.WhenAll(Agent.Slots.Where(slot => slot.State != SlotState.Offered).Select(Check)); // one that hangs holds no other up
    }

    private async Task Check(Slot slot)
    {
        try
        {
            if (slot is { State: SlotState.Reserved, TakenBy: not null })
            {
                await TakeOver(Myself, slot);
                return;
            }

            var holding = slot.State == SlotState.Reserved
                ? (await Conversation(slot.Conversation).Assign(AssignmentOf(slot))).Holding
                : await Conversation(slot.Conversation).WhoHolds(slot.JoinedSeq);
            await Settle(slot.Conversation, holding);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _log.LogWarning(exception, "{Conversation} could not be asked who holds it; it is asked again.", slot.Conversation);
        }
    }

    private void SetTimer()
    {
        var now = Now;
        var due = Agent.NextLook(_lease.EndsAt(now), now);
        _lease.ExpectLook(due);
        _timer?.Change(due - now, AgentRules.SweepEvery);
    }

    /// <summary>Tells the console and the queues how it stands now.</summary>
    private void Changed()
    {
        var (view, version) = (View(), NextVersion());
        _watchers.Notify(watcher => watcher.OnChanged(Key, version, view));
        var availability = AvailabilityNow();
        foreach (var queue in _membership.Queues)
            Tell(Queue(GrainKey.Of(GrainKey.AgencyOf(Key), queue)).Ready(availability));
        if (_membership.Helped.Any())
        {
            _helping ??= this.RegisterGrainTimer(TellHelped, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
            _helping.Change(OwnFirst, Timeout.InfiniteTimeSpan);
        }

        SetTimer();
    }

    private Task TellHelped()
    {
        var availability = AvailabilityNow();
        foreach (var queue in _isBehind ? [] : _membership.Helped)
            Tell(Queue(GrainKey.Of(GrainKey.AgencyOf(Key), queue)).Ready(availability));
        return Task.CompletedTask;
    }

    private async Task Write()
    {
        try
        {
            await _stored.WriteStateAsync();
            _hasWritten = true;
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
        _membership.Alias, Agent.Presence, Agent.CapacityOf(Most), Most, _lease.Until, Agent.Slots, Agent.LostAt, Agent.Why);

    private AgentAvailability AvailabilityNow() => new(
        StaffId, NextVersion(), Agent.Free(Most), Agent.Slots.Length, Agent.IdleSince, Agent.Presence, _membership.Alias)
    {
        Skills = _membership.Member?.Skills ?? [],
        Uses = [.. Agent.Slots.GroupBy(slot => slot.Queue).Select(of => new QueueUse(of.Key, of.Count()))],
        Reserved = [.. Agent.Slots.Where(slot => slot.State is SlotState.Reserved or SlotState.Offered).Select(slot => slot.Conversation)],
        ServesOthers = _membership.ServesSeveral,
    };

    private long NextVersion() => _version = Math.Max(_version + 1, Now.UtcTicks);

    private AssignConversation AssignmentOf(Slot slot, int knownSeq = 0) =>
        new(StaffId, _membership.Alias, GrainKey.IdOf(slot.Queue), knownSeq) { Reason = slot.Reason, BeyondLimitBy = slot.BeyondLimitBy, ReservedAt = slot.Since };

    private IConversationGrain Conversation(string key) => GrainFactory.GetGrain<IConversationGrain>(key);

    private IQueueGrain Queue(string key) => GrainFactory.GetGrain<IQueueGrain>(key);

    private static void Tell(Task told) => told.Ignore();

    private void StandBack()
    {
        if (_isBehind)
            throw new JournalUnavailableException($"Agent {Key} is being read again.");
    }
}
