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

    public Task Create(StaffMember member, string realName, string password) =>
        account.Store(account.State.For(member, realName, passwords.Hash(password)), this);

    public async Task<Outcome<StaffSession>> SignIn(string password)
    {
        var now = clock.GetUtcNow();
        if (_attempts.MustWait(now)) return Refusal.SlowDown;

        if (!passwords.Verify(account.State.PasswordHash, password) || account.State.Member is not { } member || !account.State.Admits(person: null))
        {
            _attempts = _attempts.WithFailure(now);
            return Refusal.NotSignedIn;
        }

        var session = new StaffSession(randomness.NextSecret(), member, now + AccountRules.SessionLength);
        await account.Store(account.State.With(session, now), this);
        _attempts = default;
        return session;
    }

    public Task<Outcome<StaffSession>> Session(string sessionId) => Task.FromResult(account.State.Session(sessionId, clock.GetUtcNow()));

    public async Task SignOut(string sessionId)
    {
        var next = account.State.Without(sessionId);
        if (next.Sessions.Length < account.State.Sessions.Length) await account.Store(next, this);
    }

    public Task Stand(AccountStanding standing) => account.Store(account.State.Stand(standing), this);

    public Task<DateOnly?> LastSignInOn() => Task.FromResult(account.State.LastSignInOn);
}
