using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
using Muster.Records;
using Orleans.Utilities;

namespace Muster.Conversations;

/// <summary>Asks <see cref="ConversationRules"/> what happens next, journals it, and only then answers and tells the screens.</summary>
[GrainType("conversation")]
public sealed class ConversationGrain(
    IJournal<ConversationFact, Conversation> journal, ILocalSiloDetails silo, TimeProvider clock, ILogger<ConversationGrain> log)
    : Grain, IConversationGrain
{
    /// <summary>Screens renew their watch every minute; one that missed two renewals is gone.</summary>
    private static readonly TimeSpan WatchLease = TimeSpan.FromMinutes(2);

    /// <summary>Settings may be this old when a rule asks for them.</summary>
    private static readonly TimeSpan SettingsAge = TimeSpan.FromSeconds(15);

    /// <summary>Should there ever be two of us, one does not know for so long what the other has stored.</summary>
    private static readonly TimeSpan UnawareFor = TimeSpan.FromSeconds(30);

    /// <summary>Facts after which a snapshot is worth its write.</summary>
    private const int SnapshotEvery = 500;

    private const int CountsAtOnce = 50;

    private readonly ObserverManager<IConversationWatcher> _watchers = new(WatchLease, log)
    {
        GetDateTime = () => clock.GetUtcNow().UtcDateTime,
    };

    private ConversationLog _log = null!;
    private Budget? _budget;
    private AgencyView? _agency;
    private SilenceTimer _silence = null!;
    private Alerts? _alerts;
    private Signal? _citizenPresence;
    private DateTimeOffset _heardSince;
    private DateTimeOffset _comparedAt;
    private bool _isBehind;

    private string Key => this.GetPrimaryKeyString();

    private string Agency => GrainKey.AgencyOf(Key);

    private Conversation Conversation => _log.Conversation;

    /// <summary>The age it has in every line: that of its first place, however often it is handed on.</summary>
    private DateTimeOffset Age => new(Conversation.Ticket, TimeSpan.Zero);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _log = new ConversationLog(journal, Key, clock);
        await _log.Open();
        _silence = new SilenceTimer(this, clock, EndSilence);
        _heardSince = _comparedAt = clock.GetUtcNow();
        AwaitWords();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _watchers.Notify(watcher => watcher.OnMoved(Key));
        if (_isBehind)
            return;

        SendCounts();
        await _log.SaveSnapshot();
    }

    public async Task<Outcome<Started>> Start(StartConversation command)
    {
        StandBack();
        if (Conversation.IsOpened)
            return AnswerToStart(repeated: true);
        if (await FreshAgency() is not { } agency)
            return Refusal.UnknownAgency;
        if (ConversationRules.MayStart(agency, command) is { } refusal)
            return refusal;

        // First into the line, then into the journal: what is stored is always registered, and a stale registration is refused by us.
        var ticket = await Queue(command.Queue).Join(new JoinLine(Key, clock.GetUtcNow(), Conversation.LastSeq + 3));
        await Record(
            ConversationRules.Start(agency.Settings, command, ticket),
            MessageKey.Of(Caller.Citizen(Agency, Key), EntryKind.Message, command.Secret));
        return AnswerToStart(repeated: false);
    }

    public async Task<Outcome<Receipt>> Post(Caller caller, PostMessage command)
    {
        StandBack();
        if (!IsOneOfOurs(caller))
            return await NotTheirs();

        var key = MessageKey.Of(caller, EntryKind.Message, command.MessageId);
        if (_log.Receipt(key) is { } earlier)
            return earlier; // sent again because our first answer got lost
        if (!Conversation.MayWrite(Key, caller))
            return await NotTheirs();

        var decision = Conversation.Post(caller, command);
        if (decision.Refusal is null && !await Spend())
            return Refusal.SlowDown;
        return await Record(decision, key);
    }

    public async Task<Outcome<Receipt>> Note(Caller caller, AddNote command)
    {
        StandBack();
        if (!Conversation.IsHeldBy(caller) || caller.Agency != Agency)
            return await NotTheirs();

        var key = command.MessageId is { } id ? MessageKey.Of(caller, EntryKind.Note, id) : 0;
        return key != 0 && _log.Receipt(key) is { } earlier ? earlier : await Record(Conversation.Note(command), key);
    }

    public async Task<Outcome<Receipt>> Tag(Caller caller, TagConversation command)
    {
        StandBack();
        return !Conversation.IsHeldBy(caller) || caller.Agency != Agency ? await NotTheirs()
            : await FreshAgency() is not { } agency ? Refusal.UnknownAgency
            : await Record(Conversation.Tag(command, agency.Settings));
    }

    public async Task<Outcome<Receipt>> AskClosing(Caller caller)
    {
        StandBack();
        if (!Conversation.IsHeldBy(caller) || caller.Agency != Agency)
            return await NotTheirs();
        return await FreshAgency() is null ? Refusal.UnknownAgency : await Record(Conversation.AskClosing());
    }

    public async Task<Outcome<Receipt>> AnswerClosing(Caller caller, bool moreHelp)
    {
        StandBack();
        return !IsCitizen(caller) ? await NotTheirs() : await Record(Conversation.AnswerClosing(moreHelp));
    }

    public async Task<Outcome<Receipt>> Transfer(Caller caller, TransferConversation command)
    {
        StandBack();
        if (!Conversation.IsHeldBy(caller) || caller.Agency != Agency)
            return Conversation.WasTransferredBy(Key, caller) ? Conversation.Transferred! : await NotTheirs();
        if (Conversation.MayTransfer(command) is { } refusal)
            return refusal;
        if (await FreshAgency() is not { } agency)
            return Refusal.UnknownAgency;

        var queue = command.Queue ?? Conversation.Queue;
        if (agency.Queues.FirstOrDefault(opening => opening.Id == queue) is not { } opening)
            return Refusal.UnknownQueue;
        if (!opening.IsOpen)
            return Refusal.QueueClosed;

        StaffMember? to = null;
        if (command.Agent is not null)
        {
            var named = await GrainFactory.GetGrain<IAgencyGrain>(Agency).AgentNamed(command.Agent);
            if (!named.IsDone || !named.Value.Queues.Contains(queue) || named.Value.StaffId == Conversation.Holder?.StaffId)
                return Refusal.UnknownAgent;
            to = named.Value;
        }

        var (from, holder) = (Conversation.Queue, Conversation.Holder!.StaffId!);
        DateTimeOffset? forUntil = to is null ? null : clock.GetUtcNow().AddSeconds(agency.Settings.Limits.TransferWaitSeconds);
        var seq = Conversation.LastSeq + (string.IsNullOrWhiteSpace(command.Note) ? 2 : 3);
        var ticket = await Queue(queue).Join(new JoinLine(Key, Age, seq, to?.StaffId, forUntil));
        var outcome = await Record(Conversation.Transfer(command, queue, ticket, to, forUntil));
        await Release(holder);
        if (from != queue)
            await Leave(from, closedAt: null);
        return outcome;
    }

    public async Task<Outcome<Receipt>> Close(Caller caller, CloseConversation command)
    {
        StandBack();
        if (IsCitizen(caller))
            return await CloseByCitizen();
        if (!Conversation.IsHeldBy(caller) || caller.Agency != Agency)
            return await NotTheirs();
        if (await FreshAgency() is not { } agency)
            return Refusal.UnknownAgency;

        var outcome = await Record(Conversation.CloseByAgent(command, agency.Settings));
        if (outcome.IsDone)
            await LetGo();
        return outcome.IsDone ? Conversation.Closed! : outcome;
    }

    public async Task<Outcome<Receipt>> Rate(Caller caller, RateConversation command)
    {
        StandBack();
        return !IsCitizen(caller) ? await NotTheirs() : await Record(Conversation.Rate(command));
    }

    public Task Typing(Caller caller) => Signal(caller, Conversations.Signal.Typing, seq: null);

    public Task MarkRead(Caller caller, int seq) => Signal(caller, Conversations.Signal.Read, seq);

    public Task Connected(Caller caller, bool isConnected)
    {
        if (IsCitizen(caller) && _citizenPresence?.IsConnected != isConnected)
        {
            _citizenPresence = new Signal(Conversations.Signal.Presence, Role.Citizen, Conversation.CitizenName, null, clock.GetUtcNow())
            {
                IsConnected = isConnected,
            };
            Publish(_citizenPresence);
        }

        return Task.CompletedTask;
    }

    public async Task<Outcome<TranscriptPage>> Read(Caller caller, int after, int most)
    {
        StandBack();
        return !Conversation.MayRead(Key, caller) ? await NotTheirs()
            : after < 0 || most is < 1 or > ConversationLimits.MostEntriesRead ? Refusal.InvalidRequest
            : await _log.Read(caller, after, most);
    }

    public async Task<Outcome<ConversationView>> Look(Caller caller)
    {
        StandBack();
        return Conversation.MayRead(Key, caller) ? View() : await NotTheirs();
    }

    public async Task<Outcome<WatchAnswer>> Watch(Caller caller, IConversationWatcher watcher, int lastSeq)
    {
        StandBack();
        await CatchUp(clock.GetUtcNow() - _comparedAt < UnawareFor ? lastSeq : int.MaxValue);
        if (!Conversation.MayRead(Key, caller))
            return await NotTheirs();

        _watchers.Subscribe(watcher, watcher);
        if (_citizenPresence is { } presence)
            watcher.OnSignal(Key, Conversation.Holder?.StaffId, presence);
        return new WatchAnswer(Conversation.LastSeq, silo.SiloAddress.ToString(), Conversation.Holder?.StaffId, View());
    }

    public async Task<Assignment> Assign(AssignConversation command)
    {
        StandBack();
        await CatchUp(command.KnownSeq);
        await Record(Conversation.Assign(command, clock.GetUtcNow()));
        var holding = Holding();
        return new Assignment(
            holding.StaffId == command.StaffId && holding.Status is ConversationStatus.Active or ConversationStatus.WrapUp, holding);
    }

    public async Task<Holding> ReturnToLine(string staffId, string reason)
    {
        StandBack();
        await GiveBack(staffId, reason);
        return Holding();
    }

    public async Task<Holding> WhoHolds(int knownSeq)
    {
        StandBack();
        await CatchUp(knownSeq);
        return Holding();
    }

    private async Task GiveBack(string staffId, string reason)
    {
        var isHeld = Conversation.Holder?.StaffId == staffId;
        var ticket = isHeld && Conversation.Status == ConversationStatus.Active && !Conversation.HasRoomForEndingAlone()
            ? await Queue(Conversation.Queue).Join(
                new JoinLine(Key, Age, Conversation.LastSeq + 2, PassOver: reason == ReturnReason.NoReply ? staffId : null))
            : 0;
        await Record(Conversation.ReturnToLine(staffId, reason, ticket));
        if (isHeld && Conversation.IsClosed)
            await Leave(Conversation.Queue, Conversation.Closed!.At);
    }

    private async Task<Outcome<Receipt>> CloseByCitizen()
    {
        var wasWaiting = Conversation.Status == ConversationStatus.Waiting;
        var outcome = await Record(Conversation.CloseByCitizen());
        if (wasWaiting)
            await Leave(Conversation.Queue, Conversation.Closed?.At);
        else if (Conversation.Status == ConversationStatus.WrapUp)
            await Tell(() => Agent(Conversation.Holder!.StaffId!).WrapUp(Key, Conversation.HoldingSeq));
        return outcome;
    }

    /// <summary>Stores what was decided, adds it up, and tells the screens.</summary>
    private async Task<Outcome<Receipt>> Record(Decision decision, UInt128 messageKey = default)
    {
        if (decision.Refusal is { } refusal)
            return refusal;
        if (decision.Facts.IsEmpty)
            return decision.Earlier ?? new Receipt(Conversation.LastSeq, clock.GetUtcNow());

        ImmutableArray<Entry> entries;
        try
        {
            entries = await _log.Append(decision.Facts, messageKey);
        }
        catch (Exception)
        {
            // What is really stored is unknown: our successor reads it.
            _isBehind = true;
            DeactivateOnIdle();
            throw;
        }

        var holder = Conversation.Holder?.StaffId;
        _watchers.Notify(watcher => watcher.OnRecorded(Key, holder, entries));
        AwaitWords();
        Housekeep();
        return new Receipt(entries[0].Seq, entries[0].At);
    }

    private void Housekeep()
    {
        if (_log.Uncounted >= CountsAtOnce || (_log.Uncounted > 0 && Conversation.Status != ConversationStatus.Active))
            SendCounts();
        if (_log.SinceSnapshot >= SnapshotEvery)
            SaveSnapshot().Ignore();
    }

    private async Task SaveSnapshot()
    {
        try
        {
            await _log.SaveSnapshot();
        }
        catch (Exception exception) when (exception is JournalUnavailableException or TimeoutException)
        {
            log.LogWarning(exception, "The snapshot of {Conversation} was not saved; it is tried again later.", Key);
        }
    }

    private void SendCounts()
    {
        foreach (var quarter in _log.TakeCounts().GroupBy(counted => counted.Quarter, counted => counted.Count))
            GrainFactory.GetGrain<IMetricsGrain>(quarter.Key).Add([.. quarter]).Ignore();
    }

    private async Task LetGo()
    {
        await Release(Conversation.Holder!.StaffId!);
        await Leave(Conversation.Queue, Conversation.Closed!.At);
    }

    private Task Release(string staffId) => Tell(() => Agent(staffId).Release(Key, Conversation.LastSeq));

    private Task Leave(string queue, DateTimeOffset? closedAt) =>
        Tell(() => Queue(queue).Leave(new LeaveLine(Key, Conversation.LastSeq, closedAt, Conversation.Reference)));

    /// <summary>What is told upwards is found again by those it is told to: a failure delays it and takes nothing back.</summary>
    private async Task Tell(Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "What {Conversation} told upwards did not arrive; the next sweep finds it.", Key);
        }
    }

    private async Task<bool> Spend()
    {
        if (_agency is null && await FreshAgency() is null)
            return true;

        var limits = _agency!.Settings.Limits;
        var now = clock.GetUtcNow();
        var left = (_budget ?? new Budget(limits.Burst, now)).Spend(limits.Burst, limits.PerSecond, now);
        _budget = left ?? _budget;
        return left is not null;
    }

    private async Task<AgencyView?> FreshAgency()
    {
        if (_agency is null || clock.GetUtcNow() - _agency.At > SettingsAge)
            _agency = (await GrainFactory.GetGrain<IAgencyGrain>(Agency).Look()).Value;
        return _agency;
    }

    private SilenceEnd? IfNobodySpeaks(AgencyView agency) => Conversation.IfNobodySpeaks(agency.Settings, _alerts, _heardSince);

    /// <summary>Without settings nobody knows how long: the timer asks for them at once.</summary>
    private void AwaitWords() => _silence.Await(
        _agency is not null ? IfNobodySpeaks(_agency)?.At
        : Conversation.Status == ConversationStatus.Active ? clock.GetUtcNow()
        : null);

    private async Task EndSilence()
    {
        if (_isBehind)
            return;
        if (await FreshAgency() is not { } agency)
        {
            _silence.Await(clock.GetUtcNow() + SilenceTimer.AgainAfter);
            return;
        }

        if (IfNobodySpeaks(agency) is { } end && clock.GetUtcNow() >= end.At)
            await End(end.What, agency.Settings);
        AwaitWords();
    }

    private async Task End(Silence silence, AgencySettings agency)
    {
        switch (silence)
        {
            case Silence.Close:
                await Record(Conversation.CloseUnanswered());
                await LetGo();
                break;
            case Silence.Alert:
                Alert(agency);
                break;
            case Silence.Return:
                await TakeFrom(Conversation.Holder!.StaffId!);
                break;
        }
    }

    private void Alert(AgencySettings agency)
    {
        var now = clock.GetUtcNow();
        _alerts = Conversation.Alert(_alerts, now);
        Publish(new Signal(Conversations.Signal.NoReply, Role.System, null, null, now)
        {
            Since = _alerts.WaitsSince,
            ReturnsAt = Conversation.ReturnsAt(agency, _alerts),
        });
    }

    private async Task TakeFrom(string staffId)
    {
        await CatchUp(int.MaxValue); // should there be two of us, the other may have heard the reply
        await GiveBack(staffId, ReturnReason.NoReply);
        await Tell(() => Agent(staffId).TakeAway(Key, Conversation.HoldingSeq));
    }

    private Task Signal(Caller caller, string kind, int? seq)
    {
        if (!_isBehind && Conversation.MayWrite(Key, caller))
        {
            var name = caller.Role == Role.Citizen ? Conversation.CitizenName : Conversation.Holder?.Name;
            Publish(new Signal(kind, caller.Role, name, seq, clock.GetUtcNow()));
        }

        return Task.CompletedTask;
    }

    private void Publish(Signal signal)
    {
        var holder = Conversation.Holder?.StaffId;
        _watchers.Notify(watcher => watcher.OnSignal(Key, holder, signal));
    }

    private Outcome<Started> AnswerToStart(bool repeated) => new Started(
        Conversation.Reference,
        Conversation.FirstMessage!.Seq,
        Conversation.FirstMessage.At,
        Conversation.Status,
        Conversation.Queue,
        Conversation.Ticket,
        repeated);

    private ConversationView View() => new(
        Conversation.Reference,
        Conversation.Status,
        Conversation.Queue,
        Conversation.Ticket,
        Conversation.StartedAt,
        Conversation.Holder?.Name,
        Conversation.CitizenName,
        Conversation is { IsClosingAsked: true, HasEnded: false },
        Conversation.Rated is not null,
        Conversation.LastSeq,
        Conversation.Tags);

    private Holding Holding() => new(
        Conversation.Status,
        Conversation.Status is ConversationStatus.Active or ConversationStatus.WrapUp ? Conversation.Holder?.StaffId : null,
        Conversation.IsOpened ? Conversation.Queue : null,
        Conversation.Ticket,
        Age,
        Conversation.HoldingSeq,
        Conversation.Reference,
        Conversation.Closed?.At,
        Conversation.TakenFrom);

    private bool IsCitizen(Caller caller) => caller.Role == Role.Citizen && Conversation.MayRead(Key, caller);

    private bool IsOneOfOurs(Caller caller) =>
        Conversation.IsOpened && caller.Agency == Agency && (caller.IsStaff || caller.Conversation == Key);

    private IQueueGrain Queue(string queue) => GrainFactory.GetGrain<IQueueGrain>(GrainKey.Of(Agency, queue));

    private IAgentGrain Agent(string staffId) => GrainFactory.GetGrain<IAgentGrain>(GrainKey.Of(Agency, staffId));

    /// <summary>Nobody is refused for what this activation has not heard of: where another has stored more, it steps down, and its successor is asked.</summary>
    private async Task<Refusal> NotTheirs()
    {
        await CatchUp(int.MaxValue);
        return Refusal.NotFound;
    }

    /// <summary>Steps down where somebody else has stored more than we know of.</summary>
    private async Task CatchUp(int knownSeq)
    {
        if (knownSeq <= Conversation.LastSeq)
            return;
        if ((await journal.Read(Key, Conversation.LastSeq, 1)).Count == 0)
        {
            _comparedAt = clock.GetUtcNow();
            return;
        }

        _isBehind = true;
        DeactivateOnIdle();
        StandBack();
    }

    /// <summary>After a write of unknown outcome this activation answers nothing any more.</summary>
    private void StandBack()
    {
        if (_isBehind)
            throw new JournalUnavailableException($"Conversation {Key} is being read again.");
    }
}
