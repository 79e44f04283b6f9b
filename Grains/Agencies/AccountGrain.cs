using Muster.Auditing;
using Muster.Identity;
using Muster.Records;

namespace Muster.Agencies;

/// <summary>Signs one member of staff in and out, and knows their sessions.</summary>
[GrainType("account")]
public sealed class AccountGrain(
    [PersistentState("account", "muster")] IPersistentState<Account> account,
    IPasswords passwords,
    IRandomness randomness,
    TimeProvider clock)
    : Grain, IAccountGrain
{
    private SignInAttempts _attempts;

    private string Agency => GrainKey.AgencyOf(this.GetPrimaryKeyString());

    public Task Create(StaffMember member, string realName, string password) =>
        account.Store(account.State.For(member, realName, passwords.Hash(password)), this);

    public async Task<Outcome<StaffSession>> SignIn(string password)
    {
        var now = clock.GetUtcNow();
        if (_attempts.MustWait(now)) return await Failed(Refusal.SlowDown);

        if (!passwords.Verify(account.State.PasswordHash, password) || account.State.Member is not { } member || !account.State.Admits(person: null))
        {
            _attempts = _attempts.WithFailure(now);
            return await Failed(Refusal.NotSignedIn);
        }

        var session = new StaffSession(randomness.NextSecret(), member, now + AccountRules.SessionLength);
        await account.Store(account.State.With(session, now), this);
        await Record(AuditAction.SignIn); // nobody knows of the session yet
        _attempts = default;
        return session;
    }

    public Task<Outcome<StaffSession>> Session(string sessionId) => Task.FromResult(account.State.Session(sessionId, clock.GetUtcNow()));

    public async Task SignOut(string sessionId)
    {
        var next = account.State.Without(sessionId);
        if (next.Sessions.Length == account.State.Sessions.Length) return;

        await Record(AuditAction.SignOut);
        await account.Store(next, this);
    }

    public Task Stand(AccountStanding standing) => account.Store(account.State.Stand(standing), this);

    public Task<DateOnly?> LastSignInOn() => Task.FromResult(account.State.LastSignInOn);

    /// <summary>What was typed as a name is not recorded where there is no such account: it may be anything, a password too.</summary>
    private async Task<Refusal> Failed(Refusal refusal)
    {
        await GrainFactory.Record(Agency, new AuditEvent(
            AuditAction.SignInFailed,
            AuditActor.Nobody(Agency),
            AuditSubject.Account(account.State.Member?.UserName),
            AuditOutcome.Failed,
            refusal == Refusal.SlowDown ? "slowed-down" : null));
        return refusal;
    }

    private Task Record(string action) => account.State.Member is not { } member ? Task.CompletedTask : GrainFactory.Record(Agency, new AuditEvent(
        action, AuditActor.Of(Caller.Staff(member.Role, Agency, member.StaffId, [])), AuditSubject.Account(member.UserName)));
}
