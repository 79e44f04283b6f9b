using Microsoft.Extensions.Logging;
using Muster.Auditing;
using Muster.Identity;
using Muster.Records;

namespace Muster.Agencies;

/// <summary>Answers for one agency from its settings and its directory of staff.</summary>
[GrainType("agency")]
public sealed class AgencyGrain(
    [PersistentState("agency", "muster")] IPersistentState<StaffDirectory> directory,
    [PersistentState("settings-seen", "muster")] IPersistentState<SettingsSeen> settingsSeen,
    IAgencySettingsSource source,
    IRandomness randomness,
    TimeProvider clock,
    ILogger<AgencyGrain> log)
    : Grain, IAgencyGrain
{
    /// <summary>Changed settings hold this soon.</summary>
    private static readonly TimeSpan SettingsAge = TimeSpan.FromSeconds(10);

    /// <summary>How often an account that did not answer is told again what the register says.</summary>
    private static readonly TimeSpan TellAgainAfter = TimeSpan.FromSeconds(10);

    private AgencySettings? _settings;
    private DateTimeOffset _settingsReadAt;
    private AgencyView? _view;
    private DateTimeOffset _viewHoldsUntil;
    private IGrainTimer? _telling;
    private AgencySettings? _noted;
    private bool _isNoting;

    private string Agency => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await ReadSettings();
        if (directory.State.HasUntold) TellLater();
    }

    public async Task<Outcome<AgencyView>> Look()
    {
        if (await Settings() is not { } settings) return Refusal.UnknownAgency;

        var now = clock.GetUtcNow();
        if (_view?.Settings != settings || now >= _viewHoldsUntil || now < _view.At)
        {
            _view = settings.View(now);
            _viewHoldsUntil = _view.HoldsUntil();
        }

        return _view = _view with { At = now };
    }

    public async Task<Outcome<QueueStaffing>> Staffing(string queue)
    {
        var view = await Look();
        if (!view.IsDone) return view.Refusal.Value;

        return view.Value.Settings.Queue(queue) is { } known
            ? new QueueStaffing(known, directory.State.AgentsOf(queue))
            {
                IsClosed = !view.Value.Queues.Single(opening => opening.Id == queue).IsOpen,
                Helpers = directory.State.HelpersOf(known, clock.GetUtcNow()),
                Groups = [.. view.Value.Settings.ExpertGroups.Where(group => group.Queue == queue)],
            }
            : Refusal.UnknownQueue;
    }

    public async Task<Outcome<StaffMember>> Member(string staffId)
    {
        if (await Settings() is not { } settings) return Refusal.UnknownAgency;

        return directory.State.Members.FirstOrDefault(member => member.StaffId == staffId) is { } member ? member.Helping(settings, clock.GetUtcNow()) : Refusal.NotFound;
    }

    public async Task<Outcome<StaffList>> Colleagues(Caller caller)
    {
        if (await Settings() is not { } settings) return Refusal.UnknownAgency;

        log.NoteForeign(GrainFactory, caller, Agency, AuditSubject.Account(null));
        return StaffRules.MaySeeColleagues(caller, Agency)
            ? new StaffList([.. directory.State.Members.Where(member => member.Role == Role.Agent || (member.Role == Role.Supervisor && caller.Role == Role.System)).Select(member => member.Helping(settings, clock.GetUtcNow()))])
            : Refusal.NotAllowed;
    }

    public async Task<Outcome<StaffMember>> Lend(Caller caller, LendAgent command)
    {
        if (await Settings() is not { } settings) return Refusal.UnknownAgency;

        log.NoteForeign(GrainFactory, caller, Agency, AuditSubject.Account(null));
        if (caller.Agency != Agency) return Refusal.NotFound;

        var now = clock.GetUtcNow();
        var outcome = directory.State.Lend(settings, caller, command, now);
        if (!outcome.IsDone)
        {
            if (outcome.Refusal == Refusal.NotFound) GrainFactory.Refused(Agency, caller, AuditSubject.Account(null), "not-found").Ignore();
            return outcome.Refusal.Value;
        }

        var entry = directory.State.Named(command.UserName)!;
        if (ReferenceEquals(entry.Member, outcome.Value)) return outcome.Value.Helping(settings, now);

        var (action, told) = command.Minutes == 0 ? (AuditAction.AgentTakenBack, "") : (AuditAction.AgentLent, $" for {command.Minutes} minutes");
        await GrainFactory.Record(Agency, new AuditEvent(action, AuditActor.Of(caller), new AuditSubject(AuditSubjectKind.Agent, entry.Member.StaffId), Reason: $"{command.Queue}{told}"));
        await directory.Store(directory.State.With(entry with { Member = outcome.Value }), this);
        return outcome.Value.Helping(settings, now);
    }

    public async Task<Outcome<AgencyCalendar>> Calendar(Caller caller)
    {
        if (await Settings() is not { } settings) return Refusal.UnknownAgency;

        log.NoteForeign(GrainFactory, caller, Agency, new AuditSubject(AuditSubjectKind.Settings, null));
        return StaffRules.MaySeeCalendar(caller, Agency) ? settings.Calendar(clock.GetUtcNow()) : Refusal.NotAllowed;
    }

    public async Task<Outcome<StaffMember>> AgentNamed(string userName)
    {
        if (await Settings() is not { } settings) return Refusal.UnknownAgency;

        return directory.State.Named(userName) is { IsInUse: true, Member: { Role: Role.Agent } member } ? member.Helping(settings, clock.GetUtcNow()) : Refusal.UnknownAgent;
    }

    public async Task<Outcome<StaffMember>> AddAccount(Caller caller, NewAccount account)
    {
        var outcome = await Register(caller, account);
        if (!outcome.IsDone) return outcome.Refusal.Value;

        return outcome.Value.Account is { } made ? made.Member : Refusal.InvalidRequest;
    }

    public Task<Outcome<RegisterAnswer>> Register(Caller caller, NewAccount account) => Keep(
        caller,
        AuditAction.AccountAdded,
        "registered",
        settings => directory.State.Add(settings, caller, account, randomness.NextId(), clock.GetUtcNow()),
        entry => Add(entry, account));

    public async Task<Outcome<AccountList>> Accounts(Caller caller)
    {
        if (await Settings() is not { } settings) return Refusal.UnknownAgency;

        log.NoteForeign(GrainFactory, caller, Agency, AuditSubject.Account(null));
        if (!RegisterRules.MayRead(caller, Agency)) return Refuse(caller, Refusal.NotAllowed);

        await Record(AuditAction.AccountsRead, caller, AuditSubject.Account(null), null);
        return new AccountList([.. directory.State.Registered().Select(entry => entry.Shown)], settings.Staff, settings.DayAt(clock.GetUtcNow()));
    }

    public Task<Outcome<RegisterAnswer>> ChangeAccount(Caller caller, ChangeAccount change) =>
        Keep(caller, AuditAction.AccountChanged, "changed", settings => directory.State.Change(settings, caller, change, clock.GetUtcNow()), Change);

    public Task<Outcome<RegisterAnswer>> EnableAccount(Caller caller, string userName, bool isEnabled) =>
        Keep(caller, AuditAction.AccountChanged, isEnabled ? "enabled" : "disabled", settings => directory.State.Enable(settings, caller, userName, isEnabled, clock.GetUtcNow()), Change);

    public Task<Outcome<RegisterAnswer>> ReviewAccount(Caller caller, string userName, DateOnly nextBy) =>
        Keep(caller, AuditAction.AccountChanged, "reviewed", settings => directory.State.Review(settings, caller, userName, nextBy, clock.GetUtcNow()), Change);

    private async Task<Outcome<RegisterAnswer>> Keep(
        Caller caller, string action, string reason, Func<AgencySettings, RegisterDecision> decide, Func<StaffEntry, Task<StaffEntry>> store)
    {
        if (await Settings() is not { } settings) return Refusal.UnknownAgency;

        log.NoteForeign(GrainFactory, caller, Agency, AuditSubject.Account(null));
        var decision = decide(settings);
        if (decision.Refusal is { } refusal) return Refuse(caller, refusal);
        if (decision.Entry is not { } entry) return new RegisterAnswer(null, decision.Problems);

        await TellAll();
        await Record(action, caller, AuditSubject.Account(entry.Member.UserName), $"{reason} {entry.Member.StaffId} {AuditActor.RoleOf(entry.Member.Role)}");
        return new RegisterAnswer((await store(entry)).Shown, []);
    }

    /// <summary>The directory first, incomplete, so that a repeat after a crash finds the same staff id; complete once the account is stored.</summary>
    private async Task<StaffEntry> Add(StaffEntry entry, NewAccount account)
    {
        await directory.Store(directory.State.With(entry), this);
        await Account(entry).Create(entry.Member, account.RealName, account.Password);
        if (entry.Registration is not null) await Account(entry).Stand(entry.Standing);
        var complete = entry with { IsComplete = true };
        await directory.Store(directory.State.With(complete), this);
        log.LogInformation("Account {StaffId} ({Role}) made in agency {Agency}", entry.Member.StaffId, entry.Member.Role, Agency);
        return complete;
    }

    private async Task<StaffEntry> Change(StaffEntry entry)
    {
        if (directory.State.Named(entry.Member.UserName) == entry) return entry;

        await directory.Store(directory.State.With(entry with { IsUntold = true }), this);
        TellLater(); // stands for now, should it fail
        await TellAll();
        log.LogInformation("Account {StaffId} ({Role}) changed in agency {Agency}", entry.Member.StaffId, entry.Member.Role, Agency);
        return entry;
    }

    /// <summary>What an account has not heard of yet it hears now: a change that was cut short is made whole before the next.</summary>
    private async Task TellAll()
    {
        foreach (var entry in directory.State.Entries.Where(entry => entry.IsUntold))
        {
            await Account(entry).Stand(entry.Standing);
            await directory.Store(directory.State.With(entry with { IsUntold = false }), this);
        }

        _telling?.Dispose();
        _telling = null;
    }

    private void TellLater() => _telling ??= this.RegisterGrainTimer(TryTellAll, new GrainTimerCreationOptions(TellAgainAfter, TellAgainAfter) { KeepAlive = true });

    private async Task TryTellAll()
    {
        try
        {
            await TellAll();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "An account of {Agency} has not heard of its change yet; it is told again.", Agency);
        }
    }

    private Task Record(string action, Caller caller, AuditSubject subject, string? reason) =>
        GrainFactory.Record(Agency, new AuditEvent(action, AuditActor.Of(caller), subject, Reason: reason));

    /// <summary>Somebody of the agency; others have been noted already.</summary>
    private Refusal Refuse(Caller caller, Refusal refusal)
    {
        if (refusal == Refusal.NotAllowed && caller.Agency == Agency) GrainFactory.Refused(Agency, caller, AuditSubject.Account(null), "not-allowed").Ignore();
        return refusal;
    }

    private IAccountGrain Account(StaffEntry entry) => GrainFactory.GetGrain<IAccountGrain>(AccountRules.KeyOf(Agency, entry.Member.UserName));

    private async ValueTask<AgencySettings?> Settings()
    {
        if (clock.GetUtcNow() - _settingsReadAt >= SettingsAge) await ReadSettings();
        return _settings;
    }

    private async Task ReadSettings()
    {
        _settings = await source.Find(Agency);
        _settingsReadAt = clock.GetUtcNow();
        if (_settings is not null) NoteChange(_settings).Ignore();
    }

    /// <summary>Settings are changed in their file, whatever becomes of the line: nobody waits for it, and it is tried until it is written.</summary>
    private async Task NoteChange(AgencySettings settings)
    {
        if (_isNoting || ReferenceEquals(settings, _noted)) return;

        _isNoting = true;
        try
        {
            var seen = SettingsSeen.Of(settings);
            if (seen.Digest != settingsSeen.State.Digest)
            {
                await GrainFactory.Record(Agency, new AuditEvent(
                    AuditAction.SettingsChanged, AuditActor.System(Agency), new AuditSubject(AuditSubjectKind.Settings, null), Reason: settingsSeen.State.Told(seen)));
                await settingsSeen.Store(seen, this);
            }

            _noted = settings;
        }
        finally
        {
            _isNoting = false;
        }
    }
}
