#if ENGINE_EMBEDDED
using System.Collections.Immutable;
using Muster.Accounts;
using Muster.Agencies;
using Muster.Auditing;
using Muster.Identity;
using Muster.Tests.Accounts;

namespace Muster.Tests.Agencies;

/// <summary>What somebody may do in their own session, when it locks, and what a sign-in asks for and leaves behind.</summary>
public sealed class OwnSessionTests : IDisposable
{
    private const string Password = "correct horse";
    private const string Another = "the bridge opens at noon";

    private static readonly SignInPlace Desk = new("Firefox on Linux", Trust: true, Locks: true);
    private static readonly SignInPlace Elsewhere = new("A program");

    private readonly House _house = new(Some.Agency);

    public OwnSessionTests() => _house.Do(() => Sam.Create(Some.Member, "Samantha Okafor", Password));

    public static TheoryData<string> Calls => ["touch", "password", "security", "second factor", "code", "recovery codes", "end others"];

    private IAccountGrain Sam => _house.Grain<IAccountGrain>("demo/sam.okafor");

    private SignInSettings Settings
    {
        set
        {
            _house.Settings.Settings = Some.Agency with { SignIn = value };
            _house.Pass(TimeSpan.FromSeconds(11));
        }
    }

    [Theory, MemberData(nameof(Calls))]
    public void A_session_that_there_is_not_is_answered_as_one_that_has_ended(string call)
    {
        var mine = Enter();

        Assert.Equal(Refusal.NotSignedIn, Ask(call, "made up"));

        Assert.Equal(SessionState.Open, StateOf(mine));
    }

    [Theory, MemberData(nameof(Calls))]
    public void A_locked_session_may_do_nothing(string call)
    {
        var (mine, other) = (Enter(), Enter());
        _house.Do(() => Sam.Lock(mine.Id));

        Assert.Equal(Refusal.SessionLocked, Ask(call, mine.Id));

        Assert.Equal(SessionState.Open, StateOf(other));
    }

    [Fact]
    public void A_second_factor_and_its_recovery_codes_are_for_whoever_knows_the_password()
    {
        var (secret, codes) = Enrol();
        var session = Enter(code: NextCode(secret));

        Assert.Equal(Refusal.InvalidRequest, _house.Do(() => Sam.BeginSecondFactor(session.Id, "a guess")).Refusal);
        Assert.Equal(Refusal.InvalidRequest, _house.Do(() => Sam.RenewRecoveryCodes(session.Id, "a guess")).Refusal);

        Assert.True(_house.Do(() => Sam.Enter(new SignInRequest(Password, codes[0], Elsewhere))).IsDone);
    }

    [Theory]
    [InlineData(false, false, SessionState.Open)]
    [InlineData(false, true, SessionState.Locked)]
    [InlineData(true, false, SessionState.Locked)]
    public void A_session_locks_itself_where_its_place_or_its_agency_says_so(bool locks, bool everySession, SessionState after)
    {
        Settings = new SignInSettings(IdleLockEverySession: everySession);
        var session = Enter(Elsewhere with { Locks = locks });

        _house.Pass(TimeSpan.FromMinutes(16));

        Assert.Equal(after, StateOf(session));
    }

    [Theory]
    [InlineData(false, SessionState.Open)]
    [InlineData(true, SessionState.Locked)]
    public void One_that_was_used_locked_and_opened_locks_itself_as_it_did_before(bool locks, SessionState after)
    {
        var session = Enter(Elsewhere with { Locks = locks });
        Assert.True(_house.Do(() => Sam.Touch(session.Id)).IsDone);
        Assert.True(_house.Do(() => Sam.Lock(session.Id)).IsDone);
        Assert.True(_house.Do(() => Sam.Unlock(session.Id, Password, code: null)).IsDone);

        _house.Pass(TimeSpan.FromMinutes(16));

        Assert.Equal(after, StateOf(session));
    }

    [Fact]
    public void A_session_that_is_locked_twice_is_one_line()
    {
        var session = Enter();

        _house.Do(() => Sam.Lock(session.Id));
        _house.Do(() => Sam.Lock(session.Id));

        Assert.Single(_house.Audit.LinesOf("demo"), line => line.Action == AuditAction.Locked);
    }

    [Fact]
    public void The_log_says_by_what_a_session_was_opened()
    {
        var (secret, _) = Enrol();
        var session = Enter(code: NextCode(secret));

        _house.Do(() => Sam.Lock(session.Id));
        var code = NextCode(secret);
        Assert.True(_house.Do(() => Sam.Unlock(session.Id, password: null, code)).IsDone);
        _house.Do(() => Sam.Lock(session.Id));
        Assert.True(_house.Do(() => Sam.Unlock(session.Id, Password, code: null)).IsDone);

        Assert.Equal(["code", "password"], _house.Audit.LinesOf("demo").Where(line => line.Action == AuditAction.Unlocked).Select(line => line.Reason));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("000000")]
    public void Without_a_password_and_a_code_that_is_right_a_session_stays_locked(string? code)
    {
        var session = Enter();
        _house.Do(() => Sam.Lock(session.Id));

        Assert.Equal(Refusal.InvalidRequest, _house.Do(() => Sam.Unlock(session.Id, password: null, code)).Refusal);

        Assert.Equal(SessionState.Locked, StateOf(session));
    }

    [Fact]
    public void A_device_that_is_trusted_already_is_not_trusted_a_second_time()
    {
        var first = Enter(Desk);

        var again = Enter(Desk with { DeviceSecret = first.DeviceSecret });

        Assert.True(first is { DeviceSecret: not null, DeviceUntil: not null });
        Assert.True(again is { IsTrusted: true, DeviceSecret: null, DeviceUntil: null });
        Assert.Single(_house.Do(() => Sam.Security(Some.Administrator)).Value!.Devices);
    }

    [Fact]
    public void What_is_typed_as_a_person_is_not_recorded_where_nobody_shares_the_account()
    {
        Assert.True(_house.Do(() => Sam.Enter(new SignInRequest(Password, Code: null, Elsewhere, Person: "anything at all"))).IsDone);

        Assert.Null(Assert.Single(_house.Audit.LinesOf("demo"), line => line.Action == AuditAction.SignIn).Reason);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void An_assertion_opens_no_account_that_is_disabled_or_shared(bool isEnabled, bool isShared)
    {
        using var provider = new IdentityProvider();
        Settings = new SignInSettings { IdentityProvider = provider.Settings };
        Assert.True(ByAssertion(provider).IsDone);
        ImmutableArray<string> persons = isShared ? ["Samantha Okafor", "Ada Lee"] : [];

        _house.Do(() => Sam.Stand(new AccountStanding(Some.Member, isEnabled, persons)));

        Assert.Equal(Refusal.NotSignedIn, ByAssertion(provider).Refusal);
    }

    [Fact]
    public void More_assertions_than_are_remembered_sign_nobody_in_until_the_first_are_too_old()
    {
        using var provider = new IdentityProvider();
        Settings = new SignInSettings { IdentityProvider = provider.Settings };
        for (var number = 0; number < SignInRules.MostAssertions; number++)
            Assert.True(ByAssertion(provider).IsDone);

        Assert.Equal(Refusal.SlowDown, ByAssertion(provider).Refusal);

        _house.Pass(TimeSpan.FromMinutes(7));
        Assert.True(ByAssertion(provider).IsDone);
    }

    public void Dispose() => _house.Dispose();

    private Refusal? Ask(string call, string sessionId) => call switch
    {
        "touch" => _house.Do(() => Sam.Touch(sessionId)).Refusal,
        "password" => _house.Do(() => Sam.ChangePassword(sessionId, Password, Another)).Refusal,
        "security" => _house.Do(() => Sam.OwnSecurity(sessionId)).Refusal,
        "second factor" => _house.Do(() => Sam.BeginSecondFactor(sessionId, Password)).Refusal,
        "code" => _house.Do(() => Sam.ConfirmSecondFactor(sessionId, "000000")).Refusal,
        "recovery codes" => _house.Do(() => Sam.RenewRecoveryCodes(sessionId, Password)).Refusal,
        "end others" => _house.Do(() => Sam.EndOthers(sessionId, handle: null)).Refusal,
        _ => throw new ArgumentOutOfRangeException(nameof(call)),
    };

    private StaffSession Enter(SignInPlace? place = null, string? code = null) =>
        _house.Do(() => Sam.Enter(new SignInRequest(Password, code, place ?? Elsewhere))).Value!;

    private SessionState? StateOf(StaffSession session) => _house.Do(() => Sam.Session(session.Id)).Value?.State;

    private Outcome<StaffSession> ByAssertion(IdentityProvider provider) =>
        _house.Do(() => Sam.EnterByAssertion(provider.Sign(IdentityProvider.Claims(_house.Now)), code: null, Elsewhere));

    private (byte[] Secret, ImmutableArray<string> Codes) Enrol()
    {
        var session = Enter();
        var told = _house.Do(() => Sam.BeginSecondFactor(session.Id, Password)).Value!;
        var secret = Enumerable.Range(0, 256).Select(value => Enumerable.Repeat((byte)value, Totp.SecretLength).ToArray()).Single(secret => Totp.Spell(secret) == told.Secret);
        var code = NextCode(secret);
        return (secret, _house.Do(() => Sam.ConfirmSecondFactor(session.Id, code)).Value!.Codes);
    }

    /// <summary>A step later, as an app shows it: none counts twice.</summary>
    private string NextCode(byte[] secret)
    {
        _house.Pass(TimeSpan.FromSeconds(31));
        return Totp.Code(secret, Totp.StepAt(_house.Now));
    }
}
#endif
