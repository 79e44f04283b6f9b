using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Front.Live;

/// <summary>An account with one session.</summary>
public sealed class FakeAccount : IAccountGrain
{
    public const string SessionId = "the-session";

    private StaffSession Now => new(SessionId, new StaffMember(Some.StaffId, "sam", "Sam", Role, [Some.Queue], 3), Some.Moment.AddHours(8)) { State = State, LocksAfter = LocksAfter };

    public Role Role { get; init; } = Role.Agent;

    /// <summary>Where the session locks itself.</summary>
    public TimeSpan? LocksAfter { get; set; }

    public int Touched { get; private set; }

    public bool IsEnded { get; set; }

    public int Asked { get; private set; }

    public SessionState State { get; set; }

    public bool IsBroken { get; set; }

    public Task<Outcome<StaffSession>> Enter(SignInRequest request) => Task.FromResult<Outcome<StaffSession>>(Now);

    public Task<Outcome<StaffSession>> Session(string sessionId)
    {
        Asked++;
        if (IsBroken)
            throw new TimeoutException("The test broke this account.");
        return Task.FromResult<Outcome<StaffSession>>(IsEnded || sessionId != SessionId ? Refusal.NotSignedIn : Now);
    }

    public Task SignOut(string sessionId)
    {
        IsEnded = true;
        return Task.CompletedTask;
    }

    public Task Create(StaffMember member, string realName, string password) => throw new NotSupportedException();

    public Task Stand(AccountStanding standing) => throw new NotSupportedException();

    public Task<DateOnly?> LastSignInOn() => throw new NotSupportedException();

    public Task<Outcome<StaffSession>> SignIn(string password) => throw new NotSupportedException();

    public Task<Outcome<StaffSession>> EnterByAssertion(string assertion, string? code, SignInPlace place) => throw new NotSupportedException();

    public Task<Outcome<StaffSession>> Touch(string sessionId)
    {
        Touched++;
        return Task.FromResult<Outcome<StaffSession>>(Now);
    }

    public Task<Outcome<StaffSession>> Lock(string sessionId) => throw new NotSupportedException();

    public Task<Outcome<StaffSession>> Unlock(string sessionId, string? password, string? code) => throw new NotSupportedException();

    public Task<Outcome<StaffSession>> ChangePassword(string sessionId, string password, string newPassword) => throw new NotSupportedException();

    public Task<Outcome<FactorSecret>> BeginSecondFactor(string sessionId, string password) => throw new NotSupportedException();

    public Task<Outcome<RecoveryCodeList>> ConfirmSecondFactor(string sessionId, string code) => throw new NotSupportedException();

    public Task<Outcome<RecoveryCodeList>> RenewRecoveryCodes(string sessionId, string password) => throw new NotSupportedException();

    public Task<Outcome<AccountSecurity>> OwnSecurity(string sessionId) => throw new NotSupportedException();

    public Task<Outcome<AccountSecurity>> EndOthers(string sessionId, string? handle) => throw new NotSupportedException();

    public Task<Outcome<AccountSecurity>> Security(Caller caller) => throw new NotSupportedException();

    public Task<Outcome<AccountSecurity>> EndSessions(Caller caller, string? handle) => throw new NotSupportedException();

    public Task<Outcome<AccountSecurity>> ResetSecondFactor(Caller caller) => throw new NotSupportedException();

    public Task<Outcome<AccountSecurity>> ResetPassword(Caller caller, string password) => throw new NotSupportedException();
}
