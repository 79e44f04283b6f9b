#if ENGINE_EMBEDDED
using Muster.Accounts;
using Muster.Agencies;
using Muster.Identity;
using Muster.Tests.Accounts;

namespace Muster.Tests.Agencies;

/// <summary>Second factor, devices, sessions and locks, on the engine and in virtual time.</summary>
public sealed class SignInTests : IDisposable
{
    private const string Password = "correct horse";
    private const string Another = "the bridge opens at noon";

    private static readonly SignInPlace Desk = new("Firefox on Linux", Trust: true, Locks: true);
    private static readonly SignInPlace Elsewhere = new("Chrome on Windows");

    private readonly House _house = new(Some.Agency);

    public SignInTests() => _house.Do(() => Sam.Create(Some.Member, "Samantha Okafor", Password));

    private IAccountGrain Sam => _house.Grain<IAccountGrain>("demo/sam.okafor");

    private SignInSettings Settings
    {
        set
        {
            _house.Settings.Settings = Some.Agency with { SignIn = value };
            _house.Pass(TimeSpan.FromSeconds(11));
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("Somebody Else", false)]
    [InlineData("  ada LEE ", true)]
    public void A_shared_account_asks_whoever_knows_the_password_who_they_are(string? person, bool isIn)
    {
        _house.Do(() => Sam.Stand(new AccountStanding(Some.Member, IsEnabled: true, ["Samantha Okafor", "Ada Lee"])));

        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Sam.Enter(new SignInRequest("a guess", null, Elsewhere, person))).Refusal);
        var outcome = _house.Do(() => Sam.Enter(new SignInRequest(Password, null, Elsewhere, person)));

        Assert.Equal(isIn ? null : Refusal.PersonNeeded, outcome.Refusal);
        Assert.Equal(isIn, _house.Audit.LinesOf("demo").Any(line => line is { Action: "sign-in", Reason: "  ada LEE " }));
    }

    [Fact]
    public void Who_shares_an_account_is_not_guessed_as_often_as_one_likes()
    {
        _house.Do(() => Sam.Stand(new AccountStanding(Some.Member, IsEnabled: true, ["Samantha Okafor", "Ada Lee"])));

        var refusals = Enumerable.Range(0, 30).Select(guess => _house.Do(() => Sam.Enter(new SignInRequest(Password, null, Elsewhere, $"Guess Number{guess}"))).Refusal).ToList();

        Assert.Equal(Refusal.PersonNeeded, refusals[0]);
        Assert.Equal(Refusal.SlowDown, refusals[^1]);
    }

    [Fact]
    public void Whoever_has_a_second_factor_is_asked_for_a_code_and_only_after_the_right_password()
    {
        var secret = Enrol(out _);

        Assert.Equal(Refusal.NotSignedIn, Enter("a guess", code: null).Refusal);
        Assert.Equal(Refusal.NotSignedIn, Enter("a guess", NextCode(secret)).Refusal);
        Assert.Equal(Refusal.CodeNeeded, Enter(Password, code: null).Refusal);
        Assert.Equal(Refusal.CodeNeeded, Enter(Password, "000000").Refusal);
        Assert.True(Enter(Password, NextCode(secret)).IsDone);
    }

    [Fact]
    public void A_code_counts_once_even_when_its_grain_has_gone_in_between()
    {
        var secret = Enrol(out _);
        var code = NextCode(secret);
        Assert.True(Enter(Password, code).IsDone);

        _house.Retire(Sam);

        Assert.Equal(Refusal.CodeNeeded, Enter(Password, code).Refusal);
    }

    [Fact]
    public void A_recovery_code_stands_in_once_and_new_ones_replace_the_old()
    {
        Enrol(out var codes);

        var session = Enter(Password, codes[0]).Value!;
        Assert.Equal(Refusal.CodeNeeded, Enter(Password, codes[0]).Refusal);
        Assert.Equal(9, _house.Do(() => Sam.OwnSecurity(session.Id)).Value!.RecoveryCodesLeft);

        var renewed = _house.Do(() => Sam.RenewRecoveryCodes(session.Id, Password)).Value!.Codes;
        Assert.Equal(Refusal.CodeNeeded, Enter(Password, codes[1]).Refusal);
        Assert.True(Enter(Password, renewed[0]).IsDone);
    }

    [Fact]
    public void Setting_up_a_second_factor_ends_the_sessions_that_began_without()
    {
        var other = Enter(Password, code: null).Value!;

        Enrol(out _);

        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Sam.Session(other.Id)).Refusal);
    }

    [Fact]
    public void An_unconfirmed_second_factor_is_asked_of_nobody()
    {
        var session = Enter(Password, code: null).Value!;
        _house.Do(() => Sam.BeginSecondFactor(session.Id, Password));

        Assert.Equal(Refusal.CodeNeeded, _house.Do(() => Sam.ConfirmSecondFactor(session.Id, "000000")).Refusal);
        Assert.True(Enter(Password, code: null).IsDone);
    }

    [Fact]
    public void Where_it_is_a_must_a_session_can_do_nothing_but_set_one_up()
    {
        Settings = new SignInSettings(SecondFactorPolicy.Required);
        var session = Enter(Password, code: null).Value!;
        Assert.Equal(SessionState.SecondFactorDue, session.State);

        Enrol(session, out _);

        Assert.Equal(SessionState.Open, _house.Do(() => Sam.Session(session.Id)).Value!.State);
    }

    [Fact]
    public void Guessing_codes_keeps_nobody_out_of_a_trusted_device_and_outlives_the_grain()
    {
        var secret = Enrol(out _);
        var trusted = Enter(Password, NextCode(secret), Desk).Value!;
        for (var guess = 0; guess < 12; guess++)
        {
            _house.Pass(TimeSpan.FromMinutes(3));
            Assert.Equal(Refusal.CodeNeeded, Enter(Password, "000000", Elsewhere).Refusal);
        }

        _house.Retire(Sam);

        Assert.Equal(Refusal.SlowDown, Enter(Password, NextCode(secret), Elsewhere).Refusal);
        Assert.True(Enter(Password, NextCode(secret), Desk with { DeviceSecret = trusted.DeviceSecret }).IsDone);
    }

    [Fact]
    public void Guessing_passwords_from_elsewhere_keeps_the_owner_out_nowhere_they_are_known()
    {
        var trusted = Enter(Password, code: null, Desk).Value!;
        var known = Desk with { DeviceSecret = trusted.DeviceSecret };

        for (var guess = 0; guess < 40; guess++)
        {
            _house.Pass(TimeSpan.FromSeconds(61));
            Assert.Equal(Refusal.NotSignedIn, Enter($"guess {guess}", code: null, Elsewhere).Refusal);
            Assert.True(Enter(Password, code: null, known).IsDone);
        }

        Assert.Equal(Refusal.SlowDown, Enter(Password, code: null, Elsewhere).Refusal);
        Assert.Equal(Refusal.SlowDown, Enter(Password, code: null, Desk with { DeviceSecret = "made up" }).Refusal);
    }

    [Fact]
    public void Guessing_on_a_trusted_device_slows_that_device_alone()
    {
        var known = Desk with { DeviceSecret = Enter(Password, code: null, Desk).Value!.DeviceSecret };

        for (var guess = 0; guess < 6; guess++) Enter("a guess", code: null, known);

        Assert.Equal(Refusal.SlowDown, Enter(Password, code: null, known).Refusal);
        Assert.True(Enter(Password, code: null, Elsewhere).IsDone);
    }

    [Fact]
    public void Guesses_cost_no_write_each_and_are_remembered_when_the_grain_goes()
    {
        var writes = _house.Storage.Writes;
        for (var guess = 0; guess < 60; guess++)
        {
            Enter("a guess", code: null);
            _house.Pass(TimeSpan.FromSeconds(61));
        }

        Assert.Equal(writes, _house.Storage.Writes);
        Enter("a guess", code: null);
        _house.Retire(Sam);
        Assert.Equal(writes + 1, _house.Storage.Writes);
        Assert.Equal(Refusal.SlowDown, Enter(Password, code: null).Refusal);
    }

    [Fact]
    public void A_trusted_device_has_longer_sessions_until_it_was_not_used_for_too_long()
    {
        var first = Enter(Password, code: null, Desk).Value!;
        var known = Desk with { DeviceSecret = first.DeviceSecret, Trust = false };
        Assert.Equal(_house.Now.AddHours(12), first.Until, TimeSpan.FromSeconds(1));
        Assert.Equal(_house.Now.AddHours(8), Enter(Password, code: null, Elsewhere).Value!.Until, TimeSpan.FromSeconds(1));

        _house.Pass(TimeSpan.FromDays(1.9));
        Assert.True(Enter(Password, code: null, known).Value!.IsTrusted);
        Settings = new SignInSettings(DeviceDays: 1);
        _house.Pass(TimeSpan.FromDays(1.1));
        Assert.False(Enter(Password, code: null, known).Value!.IsTrusted);
    }

    [Fact]
    public void A_session_locks_itself_without_its_user_and_only_they_open_it()
    {
        var session = Enter(Password, code: null, Desk).Value!;
        var writes = _house.Storage.Writes;
        for (var minute = 0; minute < 30; minute++)
        {
            _house.Pass(TimeSpan.FromMinutes(1));
            Assert.True(_house.Do(() => Sam.Touch(session.Id)).IsDone);
        }

        Assert.InRange(_house.Storage.Writes - writes, 7, 8); // a node that is lost locks four minutes too early at most
        _house.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal(SessionState.Locked, _house.Do(() => Sam.Session(session.Id)).Value!.State);
        Assert.Equal(Refusal.SessionLocked, _house.Do(() => Sam.Touch(session.Id)).Refusal);
        Assert.Equal(Refusal.SessionLocked, _house.Do(() => Sam.ChangePassword(session.Id, Password, Another)).Refusal);
        Assert.Equal(Refusal.SessionLocked, _house.Do(() => Sam.OwnSecurity(session.Id)).Refusal);

        Assert.Equal(Refusal.InvalidRequest, _house.Do(() => Sam.Unlock(session.Id, "a guess", code: null)).Refusal);
        Assert.Equal(SessionState.Open, _house.Do(() => Sam.Unlock(session.Id, Password, code: null)).Value!.State);
    }

    [Fact]
    public void A_lock_comes_no_later_for_a_grain_that_has_moved()
    {
        var session = Enter(Password, code: null, Desk).Value!;
        for (var minute = 0; minute < 9; minute++)
        {
            _house.Pass(TimeSpan.FromMinutes(1));
            _house.Do(() => Sam.Touch(session.Id));
        }

        _house.Retire(Sam);
        _house.Pass(TimeSpan.FromMinutes(15));

        Assert.Equal(SessionState.Locked, _house.Do(() => Sam.Session(session.Id)).Value!.State);
    }

    [Fact]
    public void A_locked_session_opens_by_a_code_and_ends_at_the_tenth_mistake()
    {
        var secret = Enrol(out _);
        var session = Enter(Password, NextCode(secret), Desk).Value!;
        _house.Do(() => Sam.Lock(session.Id));
        var code = NextCode(secret);
        Assert.True(_house.Do(() => Sam.Unlock(session.Id, password: null, code)).IsDone);
        _house.Do(() => Sam.Lock(session.Id));

        var refusals = Enumerable.Range(0, 10).Select(_ => _house.Do(() => Sam.Unlock(session.Id, "a guess", code: null)).Refusal).ToList();

        Assert.Equal(Enumerable.Repeat<Refusal?>(Refusal.InvalidRequest, 9).Append(Refusal.NotSignedIn), refusals);
        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Sam.Unlock(session.Id, Password, code: null)).Refusal);
        Assert.True(Enter(Password, NextCode(secret)).IsDone);
    }

    [Fact]
    public void A_new_password_ends_all_other_sessions()
    {
        var (mine, other) = (Enter(Password, code: null).Value!, Enter(Password, code: null).Value!);

        Assert.Equal(Refusal.PasswordTooWeak, _house.Do(() => Sam.ChangePassword(mine.Id, Password, "Password2026!")).Refusal);
        Assert.Equal(Refusal.PasswordTooWeak, _house.Do(() => Sam.ChangePassword(mine.Id, Password, Password)).Refusal);
        Assert.Equal(Refusal.InvalidRequest, _house.Do(() => Sam.ChangePassword(mine.Id, "a guess", Another)).Refusal);
        Assert.True(_house.Do(() => Sam.ChangePassword(mine.Id, Password, Another)).IsDone);

        Assert.True(_house.Do(() => Sam.Session(mine.Id)).IsDone);
        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Sam.Session(other.Id)).Refusal);
        Assert.Equal(Refusal.NotSignedIn, Enter(Password, code: null).Refusal);
        Assert.True(Enter(Another, code: null).IsDone);
    }

    [Fact]
    public void A_password_from_an_administrator_must_be_changed_before_anything_else()
    {
        var before = Enter(Password, code: null).Value!;

        Assert.True(_house.Do(() => Sam.ResetPassword(Some.Administrator, "given by telephone")).IsDone);

        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Sam.Session(before.Id)).Refusal);
        var session = Enter("given by telephone", code: null).Value!;
        Assert.Equal(SessionState.PasswordDue, session.State);
        Assert.Equal(SessionState.Open, _house.Do(() => Sam.ChangePassword(session.Id, "given by telephone", Another)).Value!.State);
    }

    [Fact]
    public void An_administrator_takes_a_lost_second_factor_away_and_ends_sessions()
    {
        var secret = Enrol(out _);
        var session = Enter(Password, NextCode(secret), Desk).Value!;
        var seen = _house.Do(() => Sam.Security(Some.Administrator)).Value!;
        Assert.Equal(("Firefox on Linux", true), (seen.Sessions[^1].Device, seen.HasSecondFactor));

        Assert.Single(_house.Do(() => Sam.EndSessions(Some.Administrator, session.Handle)).Value!.Sessions);
        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Sam.Session(session.Id)).Refusal);
        var after = _house.Do(() => Sam.ResetSecondFactor(Some.Administrator)).Value!;
        Assert.Equal((false, 0, 0), (after.HasSecondFactor, after.Sessions.Length, after.Devices.Length));
        Assert.True(Enter(Password, code: null).IsDone);
    }

    [Theory]
    [InlineData(Role.Administrator, "library")]
    [InlineData(Role.Supervisor, "demo")]
    [InlineData(Role.Agent, "demo")]
    [InlineData(Role.Auditor, "demo")]
    [InlineData(Role.RecordsOfficer, "demo")]
    [InlineData(Role.Viewer, "demo")]
    [InlineData(Role.Assistant, "demo")]
    [InlineData(Role.Citizen, "demo")]
    public void Nobody_else_looks_after_an_account(Role role, string agency)
    {
        var caller = new Caller(role, agency, "staff-9", null, []);
        var session = Enter(Password, code: null).Value!;

        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Sam.Security(caller)).Refusal);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Sam.EndSessions(caller, handle: null)).Refusal);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Sam.ResetSecondFactor(caller)).Refusal);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Sam.ResetPassword(caller, "given by telephone")).Refusal);

        Assert.True(_house.Do(() => Sam.Session(session.Id)).IsDone);
    }

    [Fact]
    public void An_assertion_signs_in_once_and_its_own_account_alone()
    {
        using var provider = new IdentityProvider();
        Settings = new SignInSettings { IdentityProvider = provider.Settings };
        var assertion = provider.Sign(IdentityProvider.Claims(_house.Now));

        Assert.Equal(Refusal.NotSignedIn, ByAssertion(provider.Sign(IdentityProvider.Claims(_house.Now, "alex"))).Refusal);
        Assert.True(ByAssertion(assertion).IsDone);
        _house.Retire(Sam);
        Assert.Equal(Refusal.NotSignedIn, ByAssertion(assertion).Refusal);
        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => _house.Grain<IAccountGrain>("demo/nobody").EnterByAssertion(
            provider.Sign(IdentityProvider.Claims(_house.Now, "nobody")), code: null, Elsewhere)).Refusal);
    }

    [Fact]
    public void Without_a_provider_no_assertion_counts()
    {
        using var provider = new IdentityProvider();

        Assert.Equal(Refusal.NotSignedIn, ByAssertion(provider.Sign(IdentityProvider.Claims(_house.Now))).Refusal);
    }

    [Fact]
    public void An_assertion_must_tell_of_a_second_factor_or_a_code_is_wanted()
    {
        using var provider = new IdentityProvider();
        var secret = Enrol(out _);
        Settings = new SignInSettings(SecondFactorPolicy.Required) { IdentityProvider = provider.Settings };

        Assert.Equal(Refusal.CodeNeeded, ByAssertion(provider.Sign(IdentityProvider.Claims(_house.Now))).Refusal);
        Assert.Equal(SessionState.Open, ByAssertion(provider.Sign(IdentityProvider.Claims(_house.Now)), NextCode(secret)).Value!.State);
        var told = IdentityProvider.Claims(_house.Now);
        told["amr"] = new System.Text.Json.Nodes.JsonArray("pwd", "mfa");
        Assert.Equal(SessionState.Open, ByAssertion(provider.Sign(told)).Value!.State);
    }

    public void Dispose() => _house.Dispose();

    private Outcome<StaffSession> Enter(string password, string? code, SignInPlace? place = null) =>
        _house.Do(() => Sam.Enter(new SignInRequest(password, code, place ?? Elsewhere)));

    private Outcome<StaffSession> ByAssertion(string assertion, string? code = null) => _house.Do(() => Sam.EnterByAssertion(assertion, code, Elsewhere));

    private byte[] Enrol(out IReadOnlyList<string> codes) => Enrol(Enter(Password, code: null).Value!, out codes);

    private byte[] Enrol(StaffSession session, out IReadOnlyList<string> codes)
    {
        var told = _house.Do(() => Sam.BeginSecondFactor(session.Id, Password)).Value!;
        var secret = Enumerable.Range(0, 256).Select(value => Enumerable.Repeat((byte)value, Totp.SecretLength).ToArray()).Single(secret => Totp.Spell(secret) == told.Secret);
        var code = NextCode(secret);
        codes = _house.Do(() => Sam.ConfirmSecondFactor(session.Id, code)).Value!.Codes;
        return secret;
    }

    /// <summary>A step later, as an app shows it: none counts twice.</summary>
    private string NextCode(byte[] secret)
    {
        _house.Pass(TimeSpan.FromSeconds(31));
        return Totp.Code(secret, Totp.StepAt(_house.Now));
    }
}
#endif
