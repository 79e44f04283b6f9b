using Microsoft.Extensions.Logging;
using Muster.Accounts;
using Muster.Auditing;
using Muster.Identity;
using Muster.Records;

namespace Muster.Agencies;

/// <summary>Signs one member of staff in and out, and knows their sessions, devices and second factor.</summary>
[GrainType("account")]
public sealed class AccountGrain(
    [PersistentState("account", "muster")] IPersistentState<Account> account,
    IAgencySettingsSource source,
    IPasswords passwords,
    IRandomness randomness,
    TimeProvider clock,
    ILogger<AccountGrain> log)
    : Grain, IAccountGrain
{
    /// <summary>Changed settings hold this soon.</summary>
    private static readonly TimeSpan SettingsAge = TimeSpan.FromSeconds(10);

    private static readonly SignInPlace Nowhere = new("");

    private AgencySettings? _agency;
    private DateTimeOffset _settingsReadAt = DateTimeOffset.MinValue;

    private DateTimeOffset _storedAt = DateTimeOffset.MinValue;

    /// <summary>What is only in memory is worth a write before this grain goes.</summary>
    private bool _isUnsaved;

    private string Agency => GrainKey.AgencyOf(this.GetPrimaryKeyString());

    private string UserName => GrainKey.IdOf(this.GetPrimaryKeyString());

    /// <summary>Attempts and signs of life are kept in memory, so that nobody's guessing costs a write each; a grain that goes in order hands them on.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (!_isUnsaved || account.State.Member is null) return;

        try
        {
            await account.WriteStateAsync(cancellationToken);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            log.LogDebug(failed, "What was in memory of an account of agency {Agency} is lost", Agency);
        }
    }

    public Task Create(StaffMember member, string realName, string password) =>
        Store(account.State.For(member, realName, passwords.Hash(password)));

    public Task Stand(AccountStanding standing) => Store(account.State.Stand(standing));

    public Task<DateOnly?> LastSignInOn() => Task.FromResult(account.State.LastSignInOn);

    public Task<Outcome<StaffSession>> SignIn(string password) => Enter(new SignInRequest(password, Code: null, Nowhere));

    public async Task<Outcome<StaffSession>> Enter(SignInRequest request)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        var device = account.State.Device(request.Place.DeviceSecret, now, settings.TrustsFor());
        if (account.State.AttemptsOn(device).MustWait(now)) return await Failed(Refusal.SlowDown, "slowed-down");

        if (!passwords.Verify(account.State.PasswordHash, request.Password) || account.State.Member is null || account.State.IsDisabled)
        {
            Remember(account.State.WithFailure(device, now), isWorthKeeping: account.State.AttemptsOn(device).Failed + 1 >= SignInAttempts.Free);
            return await Failed(Refusal.NotSignedIn);
        }

        return account.State.Admits(request.Person) ? await EnterWith(request, hasSecondFactor: false, account.State, settings, now) : await Unnamed(request, device, now);
    }

    public async Task<Outcome<StaffSession>> EnterByAssertion(string assertion, string? code, SignInPlace place)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        if (settings.IdentityProvider is not { } provider || await provider.Verify(assertion, now) is not { } verified) return await Failed(Refusal.NotSignedIn, "assertion");
        if (verified.UserName != UserName || account.State.Member is null || !account.State.Admits(person: null)) return await Failed(Refusal.NotSignedIn, "assertion");

        var current = account.State.Current(now);
        if (current.HasUsed(verified)) return await Failed(Refusal.NotSignedIn, "assertion-again");
        if (current.Assertions.Length >= SignInRules.MostAssertions) return Refusal.SlowDown;

        return await EnterWith(new SignInRequest(Password: "", code, place), verified.HasSecondFactor, current.With(verified), settings, now);
    }

    public async Task<Outcome<StaffSession>> Session(string sessionId)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        if (account.State.Find(sessionId, now) is not { } session) return Refusal.NotSignedIn;

        Remember(account.State.Updated(session with { SeenAt = now }), isWorthKeeping: false);
        return account.State.View(session, sessionId, settings, now);
    }

    public async Task SignOut(string sessionId)
    {
        var next = account.State.Without(sessionId);
        if (next.Sessions.Length == account.State.Sessions.Length) return;

        await Record(AuditAction.SignOut);
        await Store(next);
    }

    public async Task<Outcome<StaffSession>> Touch(string sessionId)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        var own = Own(sessionId, settings, now);
        if (!own.IsDone) return own.Refusal.Value;

        var session = own.Value;
        if (session.ActiveAt is not null)
        {
            session = session with { ActiveAt = now, SeenAt = now };
            var next = account.State.Updated(session);
            if (now - _storedAt >= AccountRules.ActivityIsKeptEvery) await Store(next);
            else Remember(next, isWorthKeeping: true);
        }

        return account.State.View(session, sessionId, settings, now);
    }

    public async Task<Outcome<StaffSession>> Lock(string sessionId)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        if (account.State.Find(sessionId, now) is not { } session) return Refusal.NotSignedIn;

        if (session.LockedAt is null)
        {
            session = session with { LockedAt = now };
            await Record(AuditAction.Locked);
            await Store(account.State.Updated(session));
        }

        return account.State.View(session, sessionId, settings, now);
    }

    public async Task<Outcome<StaffSession>> Unlock(string sessionId, string? password, string? code)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        if (account.State.Find(sessionId, now) is not { } session) return Refusal.NotSignedIn;

        var used = code is null ? null : account.State.SecondFactor?.Use(code, now);
        if (used is null && !IsPassword(password)) return await Mistaken(session);

        await Record(AuditAction.Unlocked, used is null ? "password" : "code");
        session = session with { LockedAt = null, ActiveAt = session.ActiveAt is null ? null : now, SeenAt = now, Failed = 0 };
        await Store(account.State.Updated(session) with { SecondFactor = used ?? account.State.SecondFactor });
        return account.State.View(session, sessionId, settings, now);
    }

    public async Task<Outcome<StaffSession>> ChangePassword(string sessionId, string password, string newPassword)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        var own = Own(sessionId, settings, now);
        if (!own.IsDone) return own.Refusal.Value;

        var session = own.Value;
        if (!IsPassword(password)) return await Mistaken(session);
        if (newPassword == password || !PasswordRules.IsGood(newPassword, settings.ShortestPassword, UserName, Agency, "muster")) return Refusal.PasswordTooWeak;

        await Record(AuditAction.PasswordChanged);
        await Store(account.State.WithPassword(passwords.Hash(newPassword), session));
        return account.State.View(session, sessionId, settings, now);
    }

    public async Task<Outcome<FactorSecret>> BeginSecondFactor(string sessionId, string password)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        var own = Own(sessionId, settings, now);
        if (!own.IsDone) return own.Refusal.Value;

        var session = own.Value;
        if (!IsPassword(password)) return await Mistaken(session);

        var secret = new byte[Totp.SecretLength];
        randomness.Fill(secret);
        await Store(account.State.Updated(session with { Failed = 0 }) with { PendingSecret = [.. secret] });
        var spelt = Totp.Spell(secret);
        return new FactorSecret(spelt, Totp.Uri(_agency?.Name ?? Agency, UserName, spelt));
    }

    public async Task<Outcome<RecoveryCodeList>> ConfirmSecondFactor(string sessionId, string code)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        var own = Own(sessionId, settings, now);
        if (!own.IsDone) return own.Refusal.Value;

        var session = own.Value;
        if (account.State.PendingSecret is not { } secret) return Refusal.InvalidRequest;
        if (Totp.StepOf(secret.AsSpan(), code.Trim().Replace(" ", "", StringComparison.Ordinal), now, lastStep: 0) is not { } step) return Refusal.CodeNeeded;

        var codes = RecoveryCodes.New(randomness);
        await Record(AuditAction.SecondFactorChanged, "set-up");
        await Store(account.State.WithSecondFactor(step, codes, session, now));
        return new RecoveryCodeList(codes);
    }

    public async Task<Outcome<RecoveryCodeList>> RenewRecoveryCodes(string sessionId, string password)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        var own = Own(sessionId, settings, now);
        if (!own.IsDone) return own.Refusal.Value;

        var session = own.Value;
        if (account.State.SecondFactor is not { } factor) return Refusal.InvalidRequest;
        if (!IsPassword(password)) return await Mistaken(session);

        var codes = RecoveryCodes.New(randomness);
        await Record(AuditAction.SecondFactorChanged, "recovery-codes");
        await Store(account.State.Updated(session with { Failed = 0 }) with { SecondFactor = factor with { RecoveryCodes = [.. codes.Select(RecoveryCodes.Digest)] } });
        return new RecoveryCodeList(codes);
    }

    public async Task<Outcome<AccountSecurity>> OwnSecurity(string sessionId)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        var own = Own(sessionId, settings, now);
        return own.IsDone ? account.State.Security(settings, now, own.Value) : own.Refusal.Value;
    }

    public async Task<Outcome<AccountSecurity>> EndOthers(string sessionId, string? handle)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        var own = Own(sessionId, settings, now);
        if (!own.IsDone) return own.Refusal.Value;

        var session = own.Value;
        if (handle is not null && !account.State.Sessions.Any(other => other.Handle == handle && other != session)) return Refusal.NotFound;

        await Record(AuditAction.SessionRevoked, handle ?? "all-others");
        await Store(account.State.Ended(handle, session));
        return account.State.Security(settings, now, session);
    }

    public Task<Outcome<AccountSecurity>> Security(Caller caller) => LookAfter(caller, state => state, action: null);

    public Task<Outcome<AccountSecurity>> EndSessions(Caller caller, string? handle) =>
        LookAfter(caller, state => state.Ended(handle), AuditAction.SessionRevoked, handle ?? "all");

    public Task<Outcome<AccountSecurity>> ResetSecondFactor(Caller caller) =>
        Reset(caller, state => state.WithoutSecondFactor(), AuditAction.SecondFactorChanged, "taken-away");

    public async Task<Outcome<AccountSecurity>> ResetPassword(Caller caller, string password) =>
        password.Length is < StaffRules.ShortestPassword or > StaffRules.LongestPassword
            ? Refusal.PasswordTooWeak
            : await Reset(caller, state =>
                state.Ended(handle: null) with { PasswordHash = passwords.Hash(password), IsPasswordDue = true, Attempts = default, CodeAttempts = default }, AuditAction.PasswordChanged, "given");

    /// <summary>Whoever knows the shared password alone does not guess who may use it as often as they like.</summary>
    private async Task<Refusal> Unnamed(SignInRequest request, KnownDevice? device, DateTimeOffset now)
    {
        if (request.Person is null) return Refusal.PersonNeeded;

        Remember(account.State.WithFailure(device, now), isWorthKeeping: account.State.AttemptsOn(device).Failed + 1 >= SignInAttempts.Free);
        return await Failed(Refusal.PersonNeeded, "person");
    }

    /// <summary>Who they are is settled: what is left is the code, if one is wanted, and the session.</summary>
    private async Task<Outcome<StaffSession>> EnterWith(SignInRequest request, bool hasSecondFactor, Account next, SignInSettings settings, DateTimeOffset now)
    {
        var place = request.Place;
        var device = next.Device(place.DeviceSecret, now, settings.TrustsFor());
        if (next.AsksForCode(hasSecondFactor))
        {
            if (string.IsNullOrWhiteSpace(request.Code)) return Refusal.CodeNeeded;
            if (next.CodeAttemptsOn(device).MustWaitForCode(now)) return await Failed(Refusal.SlowDown, "code-slowed-down");

            if (next.SecondFactor!.Use(request.Code, now) is not { } used)
            {
                // Whoever knows the password costs a write for each code, at most one an hour in the end.
                await Store(account.State.WithCodeFailure(device, now));
                return await Failed(Refusal.CodeNeeded, "code");
            }

            (next, hasSecondFactor) = (next with { SecondFactor = used }, true);
        }

        next = next.Forgiven(device, now);
        var secret = place.Trust && device is null ? randomness.NextSecret() : null;
        if (secret is not null)
        {
            device = new KnownDevice(AccountRules.Digest(secret), place.Label(), now, now);
            next = next.With(device, now, settings.TrustsFor());
        }

        var id = randomness.NextSecret();
        var session = new SignedIn(AccountRules.Digest(id), now + settings.SessionLength(isTrusted: device is not null))
        {
            Since = now,
            SeenAt = now,
            ActiveAt = place.Locks || settings.IdleLockEverySession ? now : null,
            Label = place.Label(),
            Device = device?.Digest,
            HasSecondFactor = hasSecondFactor,
            Person = next.Persons.IsEmpty ? null : request.Person,
        };
        await Store(next.With(session, now));
        await Record(AuditAction.SignIn, session.Person); // nobody knows of the session yet
        return account.State.View(session, id, settings, now) with { DeviceSecret = secret, DeviceUntil = secret is null ? null : now + settings.TrustsFor() };
    }

    /// <summary>The session of that id, where it may do anything for its owner.</summary>
    private Outcome<SignedIn> Own(string sessionId, SignInSettings settings, DateTimeOffset now) =>
        account.State.Find(sessionId, now) is not { } session ? Refusal.NotSignedIn
        : session.IsLocked(settings, now) ? Refusal.SessionLocked
        : session;

    private bool IsPassword(string? password) => password is not null && passwords.Verify(account.State.PasswordHash, password);

    /// <summary>Only whoever has the session can make mistakes in it: they end it, and keep nobody else out.</summary>
    private async Task<Refusal> Mistaken(SignedIn session)
    {
        var failed = session.Failed + 1;
        if (failed < SignInAttempts.MostInSession)
        {
            Remember(account.State.Updated(session with { Failed = failed }), isWorthKeeping: true);
            return Refusal.InvalidRequest;
        }

        await Record(AuditAction.SessionRevoked, "mistakes");
        await Store(account.State.Ended(session.Handle));
        return Refusal.NotSignedIn;
    }

    private async Task<Outcome<AccountSecurity>> Reset(Caller caller, Func<Account, Account> change, string action, string reason) =>
        account.State.MayReset(caller) ? await LookAfter(caller, change, action, reason) : Refusal.NotAllowed;

    private async Task<Outcome<AccountSecurity>> LookAfter(Caller caller, Func<Account, Account> change, string? action, string? reason = null)
    {
        var (settings, now) = (await Settings(), clock.GetUtcNow());
        log.NoteForeign(GrainFactory, caller, Agency, AuditSubject.Account(UserName));
        if (!AccountRules.MayLookAfter(caller, Agency)) return Refusal.NotAllowed;
        if (account.State.Member is null) return Refusal.NotFound;

        var next = change(account.State);
        if (action is not null)
        {
            await GrainFactory.Record(Agency, new AuditEvent(action, AuditActor.Of(caller), AuditSubject.Account(UserName), Reason: reason));
            await Store(next);
        }

        return account.State.Security(settings, now);
    }

    /// <summary>What the account's owner does, before it is done.</summary>
    private Task Record(string action, string? reason = null) => account.State.Member is not { } member ? Task.CompletedTask : GrainFactory.Record(
        Agency, new AuditEvent(action, AuditActor.Of(Caller.Staff(member.Role, Agency, member.StaffId, [])), AuditSubject.Account(UserName), Reason: reason));

    /// <summary>What was typed as a name is not recorded where there is no such account: it may be anything, a password too.</summary>
    private async Task<Refusal> Failed(Refusal refusal, string? reason = null)
    {
        var subject = AuditSubject.Account(account.State.Member?.UserName);
        await GrainFactory.Record(Agency, new AuditEvent(AuditAction.SignInFailed, AuditActor.Nobody(Agency), subject, AuditOutcome.Failed, reason));
        return refusal;
    }

    private async Task Store(Account next)
    {
        await account.Store(next, this);
        (_isUnsaved, _storedAt) = (false, clock.GetUtcNow());
    }

    private void Remember(Account next, bool isWorthKeeping)
    {
        account.State = next;
        _isUnsaved |= isWorthKeeping;
    }

    private async ValueTask<SignInSettings> Settings()
    {
        var now = clock.GetUtcNow();
        if (now - _settingsReadAt >= SettingsAge) (_agency, _settingsReadAt) = (await source.Find(Agency), now);
        return _agency?.SignIn ?? new SignInSettings();
    }
}
