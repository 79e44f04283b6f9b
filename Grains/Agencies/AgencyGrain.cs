using Microsoft.Extensions.Logging;
using Muster.Identity;
using Muster.Records;

namespace Muster.Agencies;

/// <summary>Answers for one agency from its settings and its directory of staff.</summary>
[GrainType("agency")]
public sealed class AgencyGrain(
    [PersistentState("agency", "muster")] IPersistentState<StaffDirectory> directory,
    IAgencySettingsSource source,
    IRandomness randomness,
    TimeProvider clock,
    ILogger<AgencyGrain> log)
    : Grain, IAgencyGrain
{
    /// <summary>Changed settings hold this soon.</summary>
    private static readonly TimeSpan SettingsAge = TimeSpan.FromSeconds(10);

    private AgencySettings? _settings;
    private DateTimeOffset _settingsReadAt;
    private AgencyView? _view;
    private DateTimeOffset _viewHoldsUntil;

    private string Agency => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await ReadSettings();

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
        if (await Settings() is not { } settings) return Refusal.UnknownAgency;

        return settings.Queue(queue) is { } known
            ? new QueueStaffing(known, directory.State.AgentsOf(queue))
            : Refusal.UnknownQueue;
    }

    public async Task<Outcome<StaffMember>> Member(string staffId)
    {
        if (await Settings() is null) return Refusal.UnknownAgency;

        return directory.State.Members.FirstOrDefault(member => member.StaffId == staffId) is { } member ? member : Refusal.NotFound;
    }

    public async Task<Outcome<StaffList>> Colleagues(Caller caller)
    {
        if (await Settings() is null) return Refusal.UnknownAgency;

        log.NoteForeign(caller, Agency, "colleagues");
        return StaffRules.MaySeeColleagues(caller, Agency)
            ? new StaffList([.. directory.State.Members.Where(member => member.Role == Role.Agent)])
            : Refusal.NotAllowed;
    }

    public async Task<Outcome<StaffMember>> AgentNamed(string userName)
    {
        if (await Settings() is null) return Refusal.UnknownAgency;

        return directory.State.Named(userName) is { IsComplete: true, Member: { Role: Role.Agent } member } ? member : Refusal.UnknownAgent;
    }

    public async Task<Outcome<StaffMember>> AddAccount(Caller caller, NewAccount account)
    {
        if (await Settings() is not { } settings) return Refusal.UnknownAgency;

        log.NoteForeign(caller, Agency, "a new account");
        var outcome = directory.State.Add(settings, caller, account, randomness.NextId());
        if (outcome.Value is { } member) await Add(member, account);
        return outcome;
    }

    /// <summary>The directory first, incomplete, so that a repeat after a crash finds the same staff id; complete once the account is stored.</summary>
    private async Task Add(StaffMember member, NewAccount account)
    {
        await directory.Store(directory.State.With(new StaffEntry(member, IsComplete: false)), this);
        await GrainFactory.GetGrain<IAccountGrain>(AccountRules.KeyOf(Agency, member.UserName)).Create(member, account.RealName, account.Password);
        await directory.Store(directory.State.With(new StaffEntry(member, IsComplete: true)), this);
        log.LogInformation("Account {StaffId} ({Role}) made in agency {Agency}", member.StaffId, member.Role, Agency);
    }

    private async ValueTask<AgencySettings?> Settings()
    {
        if (clock.GetUtcNow() - _settingsReadAt >= SettingsAge) await ReadSettings();
        return _settings;
    }

    private async Task ReadSettings()
    {
        _settings = await source.Find(Agency);
        _settingsReadAt = clock.GetUtcNow();
    }
}
