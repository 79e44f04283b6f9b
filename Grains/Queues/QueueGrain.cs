using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues.Forecasts;
using Muster.Records;
using Orleans.Utilities;

namespace Muster.Queues;

/// <summary>Keeps <see cref="Line"/> stored, and gives conversations to agents as <see cref="Desk"/> says.</summary>
[GrainType("queue")]
public sealed partial class QueueGrain : Grain, IQueueGrain
{
    /// <summary>Fronts renew their watch every minute; one that missed two renewals is gone.</summary>
    private static readonly TimeSpan WatchLease = TimeSpan.FromMinutes(2);

    /// <summary>Departures are written, and fronts are told, this often.</summary>
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long a conversation is left alone after giving it came to nothing or had an unknown outcome.</summary>
    private static readonly TimeSpan DoubtFor = TimeSpan.FromSeconds(1);

    /// <summary>Whoever declined or missed a conversation, or did not reply in it, is asked again only after this, so that others come first.</summary>
    private static readonly TimeSpan PassOverFor = TimeSpan.FromSeconds(60);

    /// <summary>What a conversation joined for is stored this soon, or never.</summary>
    private static readonly TimeSpan StoredWithin = TimeSpan.FromSeconds(60);

    /// <summary>An offer's end may get lost on its way: wait this much longer for it.</summary>
    private static readonly TimeSpan OfferGrace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Waking waits no longer than this for those it asks. Nobody may join a queue that is about to make way until its last turn is over,
    /// and whoever hangs may hang because they want to join.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Registered conversations compared with what they say themselves, for each time it wakes.</summary>
    private const int SweepAtOnce = 100;

    private readonly LineStore _store;
    private readonly IPersistentState<StandingNotice> _notice;
    private readonly IPersistentState<Experience> _experience;
    private readonly Recount _recount;
    private readonly LinesHere _lines;
    private readonly TimeProvider _clock;
    private readonly ILogger<QueueGrain> _log;
    private readonly SharedWrite _write;
    private readonly ObserverManager<IQueueWatcher> _watchers;
    private readonly Queue<string> _toSweep = new();
    private readonly HashSet<string> _beingAsked = [];
    private readonly Dictionary<string, DateTimeOffset> _joinedAt = [];

    private Line _line = null!;
    private Desk _desk = null!;
    private Forecaster _forecaster = null!;
    private ExperienceStore _learned = null!;
    private Closings _closings = null!;
    private QueueStaffing? _staffing;
    private HashSet<string> _serving = [];
    private LineSnapshot? _published;
    private DateTimeOffset _loadedAt;
    private long _version;
    private bool _isBehind;

    public QueueGrain(
        LineStore store,
        [PersistentState("notice", "muster")] IPersistentState<StandingNotice> notice,
        [PersistentState("forecast", "muster")] IPersistentState<Experience> experience,
        Recount recount,
        LinesHere lines,
        TimeProvider clock,
        ILogger<QueueGrain> log)
    {
        (_store, _notice, _experience, _recount, _lines, _clock, _log) = (store, notice, experience, recount, lines, clock, log);
        _write = new SharedWrite(Write);
        _watchers = new(WatchLease, log) { GetDateTime = () => clock.GetUtcNow().UtcDateTime };
    }

    private string Key => this.GetPrimaryKeyString();

    private string Agency => GrainKey.AgencyOf(Key);

    private DateTimeOffset Now => _clock.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _line = await _store.Load(this.GetGrainId());
        _loadedAt = Now;
        _desk = new Desk(_line, Key);
        _line.Listener = _forecaster = new Forecaster(_line, _desk, _clock);
        _learned = new ExperienceStore(_experience, _forecaster, _clock, _log);
        _learned.Recall();
        _closings = new Closings(GrainFactory, _recount, _log);
        await ReadStaffing();
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(TickEvery, TickEvery) { KeepAlive = true });
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _lines.Forget(Key);
        if (!_isBehind && _line.IsChanged)
            await _write.Save();
        await _learned.Keep();
    }

    public async Task<long> Join(JoinLine command)
    {
        StandBack();
        var ticket = _line.Join(command);
        _joinedAt[command.Conversation] = Now;
        if (command.PassOver is { } staffId)
            _desk.PassOver(command.Conversation, staffId, Now + PassOverFor);
        if (command.For is { } wanted)
        {
            _desk.PassOver(command.Conversation, wanted, Now); // whatever was before, it is for them now
            TakeBackOffer(command.Conversation, except: wanted);
        }

        Pump(); // may reach the conversation before it is stored: it answers only when its own turn is over
        if (_line.IsChanged || _write.IsWriting)
            await _write.Save();
        return ticket;
    }

    public Task Leave(LeaveLine command)
    {
        StandBack();
        if (command.ClosedAt is not { } closedAt)
        {
            if (_line.Leave(command.Conversation, command.Seq))
                TakeBackOffer(command.Conversation);
        }
        else if (_line.Close(command.Conversation, command.Seq))
        {
            _closings.Add(new ClosedConversation(command.Conversation, GrainKey.IdOf(Key), command.Reference ?? "", closedAt), command.Seq);
            TakeBackOffer(command.Conversation);
        }

        return Task.CompletedTask;
    }

    public Task Mark(MarkInLine command)
    {
        StandBack();
        _line.Mark(command.Conversation, command.Triage);
        return Task.CompletedTask;
    }

    public Task Ready(AgentAvailability availability)
    {
        StandBack();
        if (_staffing is not null && !_serving.Contains(availability.StaffId))
            Meet(availability).Ignore();
        else if (Hear(availability))
            Pump();
        return Task.CompletedTask;
    }

    public Task Offered(OfferEnded ended)
    {
        StandBack();
        if (ended.AcceptedSeq is { } seq)
        {
            _line.Hold(ended.Conversation, seq);
            TakeBackOffer(ended.Conversation, except: ended.StaffId); // a supervisor has taken it over meanwhile
        }

        _desk.OfferEnded(ended.Conversation, ended.StaffId, Now + PassOverFor);
        Pump();
        return Task.CompletedTask;
    }

    /// <summary>Whoever thinks about what is no longer to be had has not missed it.</summary>
    private void TakeBackOffer(string conversation, string? except = null)
    {
        if (_desk.OfferedTo(conversation) is not { } asked || asked == except)
            return;

        _desk.OfferEnded(conversation, asked, Now);
        Agent(asked).Withdraw(conversation, Key).Ignore();
    }

    public async Task Wake()
    {
        StandBack();
        await ReadStaffing();
        await Task.WhenAny(AskAround(), Task.Delay(Patience, _clock));
        Pump();
    }

    /// <summary>Somebody new, or lent: whether, and from how long a wait on, they serve here, the agency says.</summary>
    private async Task Meet(AgentAvailability availability)
    {
        await ReadStaffing();
        if (Hear(availability))
            Pump();
    }

    /// <summary>Whoever still has a conversation of this queue, and serves it no longer, is given no more.</summary>
    private bool Hear(AgentAvailability availability) => (_staffing is null || _serving.Contains(availability.StaffId)) && _desk.Hear(availability);

    /// <summary>Gives what can be given now, in parallel, one at a time to each agent.</summary>
    private void Pump()
    {
        while (!_isBehind && _desk.Next(Now) is { } pick)
            Give(pick).Ignore();
    }

    private async Task Give(Pick pick)
    {
        var (entry, agent) = pick;
        var lastJoin = _line.LastJoinOf(entry.Conversation);
        try
        {
            var offerFor = _desk.Settings.Assignment == AssignmentMode.Offer ? TimeSpan.FromSeconds(_desk.Settings.OfferSeconds) : (TimeSpan?)null;
            var answer = await Agent(agent).Take(new TakeConversation(entry.Conversation, Key, offerFor, entry.Seq)
            {
                MostOfQueue = _desk.Settings.CapacityPerAgent,
                Reason = pick.Reason,
                BeyondLimitBy = entry.For == agent && Now < entry.ForUntil ? entry.BeyondLimitBy : null,
                IsConsult = entry.NotFor is not null,
            });
            var isNews = Hear(answer.Availability);
            if (answer.Holding is { } holding)
                Believe(entry.Conversation, holding, lastJoin);
            if (answer.Result == TakeResult.Offered)
                _desk.Offer(entry.Conversation, agent, Now + (offerFor ?? TimeSpan.Zero) + OfferGrace);
            else if (answer.Result == TakeResult.NoCapacity && !isNews)
                _desk.Forget(agent);
            else if (answer.Result is TakeResult.NotWaiting or TakeResult.Taken && _line.Find(entry.Conversation, out var still) && !still.IsHeld)
                _desk.LeaveAlone(entry.Conversation, Now + DoubtFor);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _log.LogWarning(exception, "Giving {Conversation} had an unknown outcome; it is tried again.", entry.Conversation);
            _desk.LeaveAlone(entry.Conversation, Now + DoubtFor);
            _desk.Forget(agent);
        }
        finally
        {
            _desk.Given(entry.Conversation, agent);
        }

        Pump();
    }

    /// <summary>
    /// Makes the register agree with what a conversation says of itself. It joins before it stores that it waits, so its word may be
    /// older than the entry: then what it meant to store never came to be, unless it has joined again since it was asked.
    /// </summary>
    /// <param name="conversation">The grain key.</param>
    /// <param name="holding">What it said, knowing of the entry's fact.</param>
    /// <param name="lastJoin">Its last joining when it was asked.</param>
    private void Believe(string conversation, Holding holding, long lastJoin)
    {
        if (!_line.Find(conversation, out var entry))
            return;
        if (holding.Seq < entry.Seq && (_line.LastJoinOf(conversation) != lastJoin || Now < _joinedAt.GetValueOrDefault(conversation, _loadedAt) + StoredWithin))
            return; // of two activations this one knows less, and what the other stores may still be on its way

        var isHeld = holding.StaffId is not null;
        if (holding.Queue != GrainKey.IdOf(Key))
            _line.Leave(conversation, entry.Seq);
        else if (holding.ClosedAt is { } closedAt)
            Leave(new LeaveLine(conversation, entry.Seq, closedAt, holding.Reference)).Ignore();
        else if (isHeld != entry.IsHeld)
            _line.Correct(conversation, holding.Seq, isHeld, Later(holding.NotBefore));
        else if (isHeld && holding.IsAtRisk)
            _line.Mark(conversation, holding.Triage.AtRisk());
        else if (!isHeld && _line.LastJoinOf(conversation) == lastJoin)
            Place(conversation, holding, Later(holding.NotBefore));

        DateTimeOffset? Later(DateTimeOffset? notBefore) => notBefore > Now ? notBefore : null;
    }

    /// <summary>It asked for another place, and that never came to be; or it is kept for an agent, and that did not arrive.</summary>
    private void Place(string conversation, Holding holding, DateTimeOffset? notBefore)
    {
        _line.Place(conversation, holding.Triage, notBefore);
        if (holding.For is { } staffId && holding.ForUntil > Now)
            _line.Keep(conversation, holding.Seq, staffId, holding.ForUntil, holding.BeyondLimitBy);
    }

    private async Task Tick()
    {
        if (_isBehind)
            return;

        _lines.Tell(Key, _line.Waiting);
        _desk.Tidy(Now);
        ForgetOldJoins();
        _line.Wake(Now);
        if (_staffing is not null)
            AskAgents([.. Everybody.Where(staffId => !_desk.Knows(staffId))]).Ignore(); // one that hangs holds nobody up
        Pump();
        _forecaster.Tick();
        _learned.Tick().Ignore(); // storage that hangs holds nobody up
        Publish();
        foreach (var (conversation, seq) in await _closings.Settle())
            _line.Leave(conversation, seq);
        if (_line.IsChanged)
            await _write.Save();
    }

    private void ForgetOldJoins()
    {
        foreach (var conversation in _joinedAt.Where(joined => Now >= joined.Value + StoredWithin).Select(joined => joined.Key).ToList())
            _joinedAt.Remove(conversation);
    }

    private async Task Write()
    {
        try
        {
            await _store.Save(this.GetGrainId(), _line.TakeChanges());
        }
        catch (Exception)
        {
            // What is really stored is unknown: our successor reads it.
            _isBehind = true;
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task ReadStaffing()
    {
        var staffing = await GrainFactory.GetGrain<IAgencyGrain>(Agency).Staffing(GrainKey.IdOf(Key));
        if (!staffing.IsDone)
            return;

        _staffing = staffing.Value.Whole();
        _desk.Settings = _staffing.Settings;
        _serving = [.. Everybody];
        _desk.Keep(_staffing.Agents.ToHashSet(), _staffing.Helpers);
    }

    private async Task AskAround()
    {
        await AskAgents([.. Everybody]);
        await Sweep();
    }

    /// <summary>Who serves the queue, and who helps.</summary>
    private IEnumerable<string> Everybody => _staffing is { } staffing ? staffing.Agents.Concat(staffing.Helpers.Select(helper => helper.StaffId)) : [];

    private Task AskAgents(ImmutableArray<string> staffIds) => Task.WhenAll(staffIds.Select(Ask));

    private async Task Ask(string staffId)
    {
        if (!_beingAsked.Add(staffId))
            return;

        try
        {
            if (Hear(await Agent(staffId).Availability()))
                Pump();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _log.LogWarning(exception, "Agent {StaffId} of {Queue} did not say what they can take; asked again soon.", staffId, Key);
        }
        finally
        {
            _beingAsked.Remove(staffId);
        }
    }

    private IConversationGrain Conversation(string key) => GrainFactory.GetGrain<IConversationGrain>(key);

    private IAgentGrain Agent(string staffId) => GrainFactory.GetGrain<IAgentGrain>(GrainKey.Of(Agency, staffId));

    private void StandBack()
    {
        if (_isBehind)
            throw new JournalUnavailableException($"Queue {Key} is being read again.");
    }
}
