using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Auditing;
using Muster.Identity;
using Muster.Queues;
using Muster.Records;

namespace Muster.Conversations;

/// <summary>Asks <see cref="ConversationRules"/> what happens next, journals it, and only then answers and tells the screens.</summary>
[GrainType("conversation")]
public sealed partial class ConversationGrain(
    IJournal<ConversationFact, Conversation> journal, ILocalSiloDetails silo, TimeProvider clock, ILogger<ConversationGrain> log)
    : Grain, IConversationGrain, IConsultGrain
{
    /// <summary>Should there ever be two of us, one does not know for so long what the other has stored.</summary>
    private static readonly TimeSpan UnawareFor = TimeSpan.FromSeconds(30);

    /// <summary>Entries that are rewritten in one turn: it must not outlast a caller's patience.</summary>
    private const int TombstonesAtOnce = 500;

    private ConversationLog _log = null!;
    private Housekeeping _housekeeping = null!;
    private HomeAgency _agency = null!;
    private Screens _screens = null!;
    private Upwards _upwards = null!;
    private SilenceWatch _silence = null!;
    private Readers _readers = null!;
    private ConsultWatch _consults = null!;
    private readonly Dictionary<string, DateTimeOffset> _refusedReservations = [];
    private Budget? _citizensBudget;
    private Budget? _staffsBudget;
    private DateTimeOffset _comparedAt;
    private bool _isBehind;

    private string Key => this.GetPrimaryKeyString();

    private string Agency => GrainKey.AgencyOf(Key);

    private AuditSubject Asked => field ??= AuditSubject.Conversation(Key);

    private Conversation Conversation => _log.Conversation;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _log = new ConversationLog(journal, Key, clock);
        _housekeeping = new Housekeeping(_log, GrainFactory, Key, log);
        _agency = new HomeAgency(GrainFactory, Agency, clock);
        _screens = new Screens(Key, clock, log);
        _upwards = new Upwards(GrainFactory, Key, log);
        _readers = new Readers(GrainFactory, Key, clock);
        await _log.Open();
        _silence = new SilenceWatch(this, _agency, clock, () => _isBehind ? null : Conversation, EndSilence);
        _consults = new ConsultWatch(this, () => _isBehind ? null : Conversation, LookAfterConsults);
        _comparedAt = clock.GetUtcNow();
        _silence.Go();
        _consults.Go();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _screens.Move();
        if (!_isBehind)
            await _housekeeping.End();
    }

    public async Task<Outcome<Started>> Start(StartConversation command)
    {
        StandBack();
        if (Conversation.IsOpened)
            return Conversation.Started(repeated: true);
        if (_log.IsDisposed)
            return Refusal.NotFound;
        if (await _agency.Look() is not { } agency)
            return Refusal.UnknownAgency;
        if (command.Asks is { } asks)
            command = command with { Asks = asks.Tidied(await _agency.Redactor(), clock.GetUtcNow()) };
        if (ConversationRules.MayStart(agency, command) is { } refusal)
            return refusal;

        // First into the line, then into the journal: what is stored is always registered, and a stale registration is refused by us.
        var triaged = TriageRules.Triage(agency, command, (await _agency.LifeGuard()).PhraseIn(command.Text));
        var seq = Conversation.LastSeq + ConversationRules.FactsBeforeQueued(command, triaged) + 1;
        var ticket = await _upwards.Join(triaged.Queue, new JoinLine(Key, clock.GetUtcNow(), seq) { Triage = triaged.Triage, NotBefore = command.Asks?.NotBefore });
        await Record(
            ConversationRules.Start(agency.Settings, command, triaged, ticket),
            MessageKey.Of(Caller.Citizen(Agency, Key), EntryKind.Message, command.Secret));
        return Conversation.Started(repeated: false);
    }

    public async Task<Outcome<Receipt>> Post(Caller caller, PostMessage command)
    {
        Meet(caller);
        if (IsRepeat(caller, EntryKind.Message, command.MessageId, out var key, out var earlier))
            return await Overseen(caller, AuditAction.SteppedIn, earlier);
        if (await Writer(caller) is not { } from)
            return await NotTheirs(caller);

        var decision = Conversation.Post(from, command);
        if (decision.Refusal is null && !await Spend(caller.IsStaff))
            return Refusal.SlowDown;
        if (decision.Refusal is null && from.Role == Role.Citizen && !Conversation.IsAtRisk && (await _agency.LifeGuard()).PhraseIn(command.Text) is { } phrase)
            return await Alarm(decision, phrase, key);
        return await Overseen(caller, ActionOf(from, AuditAction.SteppedIn), await Record(decision, key));
    }

    public async Task<Outcome<Receipt>> Note(Caller caller, AddNote command)
    {
        Meet(caller);
        if (IsRepeat(caller, EntryKind.Note, command.MessageId, out var key, out var earlier))
            return await Overseen(caller, AuditAction.Whispered, earlier);
        if (caller.Role == Role.Citizen || (await Writer(caller) ?? await Expert(caller)) is not { } by)
            return await NotTheirs(caller);

        return await Overseen(caller, ActionOf(by, AuditAction.Whispered), await Record(Conversation.Note(by, command), key));
    }

    public async Task<Outcome<Receipt>> Tag(Caller caller, TagConversation command)
    {
        Meet(caller);
        var agency = await AgencyForHolder(caller);
        return agency.IsDone ? await Record(Conversation.Tag(command, agency.Value.Settings)) : agency.Refusal.Value;
    }

    public async Task<Outcome<Receipt>> Refer(Caller caller, ReferCitizen command)
    {
        Meet(caller);
        var agency = await AgencyForHolder(caller);
        return !agency.IsDone ? agency.Refusal.Value
            : IsRepeat(caller, EntryKind.Referred, command.MessageId, out var key, out var earlier) ? earlier
            : await Record(Conversation.Refer(command, agency.Value.Settings), key);
    }

    public async Task<Outcome<Receipt>> AskClosing(Caller caller)
    {
        Meet(caller);
        var agency = await AgencyForHolder(caller);
        return agency.IsDone ? await Record(Conversation.AskClosing()) : agency.Refusal.Value;
    }

    public async Task<Outcome<Receipt>> AnswerClosing(Caller caller, bool moreHelp)
    {
        Meet(caller);
        return !IsCitizen(caller) ? await NotTheirs(caller) : await Record(Conversation.AnswerClosing(moreHelp));
    }

    public async Task<Outcome<Receipt>> Close(Caller caller, CloseConversation command)
    {
        Meet(caller);
        if (IsCitizen(caller))
            return await CloseByCitizen();
        if (Conversation.IsConsult)
            return await CloseConsult(caller);
        if (await Writer(caller) is not { } by)
            return await NotTheirs(caller);
        if (await _agency.Look() is not { } agency)
            return Refusal.UnknownAgency;

        var outcome = await Record(Conversation.CloseByStaff(by, command, agency.Settings));
        if (!outcome.IsDone)
            return outcome;

        await LetGo();
        return await Overseen(caller, Conversation.ClosedBy == by.StaffId ? ActionOf(by, AuditAction.Ended) : null, Conversation.Closed!);
    }

    public async Task<Outcome<Receipt>> Rate(Caller caller, RateConversation command)
    {
        Meet(caller);
        return !IsCitizen(caller) ? await NotTheirs(caller) : await Record(Conversation.Rate(command));
    }

    public async Task<Outcome<Anonymised>> Anonymise(Caller caller)
    {
        Meet(caller);
        if (caller.Role != Role.System || caller.Agency != Agency)
            return await NotTheirs(caller);
        if (!Conversation.IsClosed)
            return Refusal.NotAllowed;
        if (Conversation.Anonymised is null)
        {
            if (!await OrStepDown(() => _log.Anonymise(TombstonesAtOnce)))
                return new Anonymised(IsComplete: false);
            // Recorded before it is done: a line too many does no harm, one that is missing does.
            await GrainFactory.Record(Agency, new AuditEvent(AuditAction.Anonymised, AuditActor.System(Agency), AuditSubject.Conversation(Key)));
            await Record(Conversation.Anonymise());
        }

        // An older one names the citizen; until it is replaced, this is not done.
        await OrStepDown(async () =>
        {
            await _log.SaveSnapshot();
            return true;
        });
        return new Anonymised(IsComplete: true);
    }

    private async Task<Outcome<Receipt>> CloseByCitizen()
    {
        var wasWaiting = Conversation.Status == ConversationStatus.Waiting;
        var outcome = await Record(Conversation.CloseByCitizen());
        if (wasWaiting)
            await Leave(Conversation.Queue, Conversation.Closed?.At);
        else if (Conversation.Status == ConversationStatus.WrapUp)
            await _upwards.WrapUp(Conversation.Holder!.StaffId!, Conversation.HoldingSeq);
        return outcome;
    }

    /// <summary>Stores what was decided, adds it up, and tells the screens.</summary>
    private async Task<Outcome<Receipt>> Record(Decision decision, UInt128 messageKey = default)
    {
        if (decision.Refusal is { } refusal)
            return await Refused(refusal);
        if (decision.Facts.IsEmpty)
            return decision.Earlier ?? new Receipt(Conversation.LastSeq, clock.GetUtcNow());

        var (before, facts) = (Conversation, Conversation.WithEndOfConsult(decision).Facts);
        var redactor = Redaction.HasWords(facts) ? await _agency.Redactor() : null;
        var entries = await OrStepDown(() => _log.Append(facts, messageKey, redactor));
        _screens.Show(entries, Conversation.Holder?.StaffId);
        _silence.Go();
        TellOfConsults(before);
        _housekeeping.Do();
        return new Receipt(entries[0].Seq, entries[0].At);
    }

    private async Task<T> OrStepDown<T>(Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception)
        {
            // What is really stored is unknown: our successor reads it.
            _isBehind = true;
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Each side has its own: whoever is flooded can still answer.</summary>
    private async Task<bool> Spend(bool isStaff)
    {
        if ((_agency.Known ?? await _agency.Look()) is not { Settings.Limits: var limits })
            return true;

        var now = clock.GetUtcNow();
        ref var budget = ref (isStaff ? ref _staffsBudget : ref _citizensBudget);
        var left = (budget ?? new Budget(limits.Burst, now)).Spend(limits.Burst, limits.PerSecond, now);
        budget = left ?? budget;
        return left is not null;
    }

    private async Task EndSilence(Silence silence, AgencySettings agency)
    {
        switch (silence)
        {
            case Silence.Close:
                await Record(Conversation.CloseUnanswered());
                await LetGo();
                break;
            case Silence.Alert:
                _screens.Show(_silence.Alert(Conversation, agency), Conversation.Holder?.StaffId);
                break;
            case Silence.Return:
                await TakeFrom(Conversation.Holder!.StaffId!);
                break;
            case Silence.ComeBack:
                await ComeBack(agency);
                break;
            case Silence.NotTaken:
                await EndAsConsult(Author.System, ConsultEnd.NotTaken);
                break;
        }
    }

    private void Meet(Caller caller)
    {
        StandBack();
        log.NoteForeign(GrainFactory, caller, Agency, Asked);
    }

    private bool IsCitizen(Caller caller) => caller.Role == Role.Citizen && Conversation.MayRead(Key, caller);

    private bool IsOneOfOurs(Caller caller) =>
        Conversation.IsOpened && caller.Agency == Agency && (caller.IsStaff || caller.Conversation == Key);

    /// <summary>Whether it was sent before, and its first answer got lost.</summary>
    /// <param name="key">Under which it is found again; 0 where it has no id.</param>
    private bool IsRepeat(Caller caller, string kind, string? messageId, out UInt128 key, [NotNullWhen(true)] out Receipt? earlier)
    {
        key = messageId is null ? 0 : MessageKey.Of(caller, kind, messageId);
        earlier = key != 0 && IsOneOfOurs(caller) ? _log.Receipt(key) : null;
        return earlier is not null;
    }

    /// <summary>As whom the caller writes here; null where they may not.</summary>
    private async ValueTask<Author?> Writer(Caller caller)
    {
        if (IsCitizen(caller))
            return Author.Citizen(Conversation.CitizenName);
        if (Conversation.IsConsult)
            return null;
        if (Conversation.IsHeldBy(Key, caller))
            return Conversation.Holder;
        if (!Conversation.IsOverseenBy(Key, caller))
            return null;

        var supervisor = await GrainFactory.GetGrain<IAgencyGrain>(Agency).Member(caller.StaffId!);
        return supervisor.IsDone ? Author.Supervisor(supervisor.Value.StaffId, supervisor.Value.Alias) : null;
    }

    /// <summary>What a supervisor does with what they hold is an agent's work.</summary>
    private static string? ActionOf(Author by, string action) => by.Role == Role.Supervisor ? action : null;

    /// <summary>What a supervisor has done is a line of the log, too; once more where it is asked for once more, for the first line may have got lost.</summary>
    private ValueTask<Outcome<Receipt>> Overseen(Caller caller, string? action, Outcome<Receipt> outcome)
    {
        return caller.Role == Role.Supervisor && action is not null && outcome.IsDone ? Audited(action) : new(outcome);

        async ValueTask<Outcome<Receipt>> Audited(string what)
        {
            await _upwards.Audit(what, caller);
            return outcome;
        }
    }

    /// <summary>The agent who holds it, and does with it what agents do; in a consult nothing is done.</summary>
    private bool IsHolder(Caller caller) => !Conversation.IsConsult && Conversation.IsHeldBy(Key, caller);

    /// <summary>The agency, for the agent who holds the conversation.</summary>
    private async Task<Outcome<AgencyView>> AgencyForHolder(Caller caller) =>
        !IsHolder(caller) ? await NotTheirs(caller)
        : await _agency.Look() is { } agency ? agency
        : Refusal.UnknownAgency;

    private async Task<Refusal> NotTheirs(Caller caller)
    {
        await CatchUp(int.MaxValue);
        if (Conversation.IsConsult && Conversation.MayRead(Key, caller))
            return Refusal.NotAllowed; // they know of it; there is nobody in it to write to
        _readers.Refuse(caller);
        return Refusal.NotFound;
    }

    /// <summary>Nobody is refused for what this activation has not heard of: where another has stored more, it steps down, and its successor is asked.</summary>
    private async Task<Refusal> Refused(Refusal refusal)
    {
        if (refusal == Refusal.NotAllowed)
            await CatchUp(int.MaxValue);
        return refusal;
    }

    /// <summary>Steps down where somebody else has stored more than we know of.</summary>
    private async Task CatchUp(int knownSeq)
    {
        if (knownSeq <= Conversation.LastSeq || _log.IsDisposed)
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
