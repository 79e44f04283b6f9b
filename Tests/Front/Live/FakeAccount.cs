using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Front.Live;

/// <summary>An account with one session.</summary>
public sealed class FakeAccount : IAccountGrain
{
    public const string SessionId = "the-session";

    private readonly StaffSession _session = new(
        SessionId, new StaffMember(Some.StaffId, "sam", "Sam", Role.Agent, [Some.Queue], 3), Some.Moment.AddHours(8));

    public bool IsEnded { get; set; }

    public int Asked { get; private set; }

    public Task<Outcome<StaffSession>> SignIn(string password) => Task.FromResult<Outcome<StaffSession>>(_session);

    public Task<Outcome<StaffSession>> Session(string sessionId)
    {
        Asked++;
        return Task.FromResult<Outcome<StaffSession>>(IsEnded || sessionId != SessionId ? Refusal.NotSignedIn : _session);
    }

    public Task SignOut(string sessionId)
    {
        IsEnded = true;
        return Task.CompletedTask;
    }

    public Task Create(StaffMember member, string realName, string password) => throw new NotSupportedException();

    public Task Stand(AccountStanding standing) => throw new NotSupportedException();

    public Task<DateOnly?> LastSignInOn() => throw new NotSupportedException();
}
