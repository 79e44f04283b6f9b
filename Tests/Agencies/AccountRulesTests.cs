using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Agencies;

/// <summary>Sessions and what guessing passwords brings.</summary>
public sealed class AccountRulesTests
{
    private static readonly Account Sam = new Account().For(Some.Member, "Samantha Okafor", "hash");

    [Fact]
    public void A_session_holds_until_its_end()
    {
        var session = Session("secret");

        var account = Sam.With(session, Some.Moment);

        Assert.Equal(session, account.Find("secret", session.Until.AddTicks(-1)));
        Assert.Null(account.Find("secret", session.Until));
        Assert.Null(account.Find("other", Some.Moment));
    }

    [Fact]
    public void What_is_stored_opens_no_session()
    {
        var stored = Assert.Single(Sam.With(Session("secret"), Some.Moment).Sessions);

        Assert.DoesNotContain("secret", stored.ToString(), StringComparison.Ordinal);
        Assert.Null(Sam.With(stored, Some.Moment).Find(stored.Digest, Some.Moment));
        Assert.Null(Sam.With(stored, Some.Moment).Find(stored.Handle, Some.Moment));
    }

    [Fact]
    public void The_oldest_of_too_many_sessions_gives_way()
    {
        var account = Enumerable.Range(0, AccountRules.MostSessions + 1)
            .Aggregate(Sam, (account, number) => account.With(Session($"secret {number}"), Some.Moment));

        Assert.Equal(AccountRules.MostSessions, account.Sessions.Length);
        Assert.Null(account.Find("secret 0", Some.Moment));
        Assert.NotNull(account.Find("secret 1", Some.Moment));
    }

    [Fact]
    public void The_device_that_was_not_used_for_longest_gives_way_and_so_does_one_that_is_trusted_no_more()
    {
        var trustedFor = TimeSpan.FromDays(90);
        var account = Enumerable.Range(0, AccountRules.MostDevices + 1)
            .Aggregate(Sam, (account, number) => account.With(Device($"device {number}", Some.Moment.AddHours(number)), Some.Moment.AddHours(number), trustedFor));

        Assert.Equal(AccountRules.MostDevices, account.Devices.Length);
        Assert.Null(account.Device("device 0", Some.Moment, trustedFor));
        Assert.NotNull(account.Device("device 1", Some.Moment, trustedFor));
        Assert.Null(account.Device("device 1", Some.Moment.AddHours(1) + trustedFor, trustedFor));
    }

    [Fact]
    public void Sessions_that_have_ended_are_forgotten()
    {
        var session = Session("old");

        var account = Sam.With(session, Some.Moment).With(Session("new"), session.Until);

        Assert.Single(account.Sessions);
    }

    [Fact]
    public void Signing_out_ends_one_session()
    {
        var account = Sam.With(Session("one"), Some.Moment).With(Session("two"), Some.Moment).Without("one");

        Assert.Null(account.Find("one", Some.Moment));
        Assert.NotNull(account.Find("two", Some.Moment));
    }

    [Fact]
    public void Ending_all_keeps_the_session_that_asks_and_its_device()
    {
        var mine = Session("mine") with { Device = AccountRules.Digest("mine") };
        var account = Sam.With(mine, Some.Moment).With(Session("other"), Some.Moment)
            .With(Device("mine", Some.Moment), Some.Moment, TimeSpan.FromDays(1)).With(Device("other", Some.Moment), Some.Moment, TimeSpan.FromDays(1));

        Assert.Equal((1, 1), (account.Ended(handle: null, mine).Sessions.Length, account.Ended(handle: null, mine).Devices.Length));
        Assert.Equal((0, 0), (account.Ended(handle: null).Sessions.Length, account.Ended(handle: null).Devices.Length));
        Assert.Equal(2, account.Ended(mine.Handle, mine).Sessions.Length);
    }

    [Theory]
    [InlineData(0, false, 100_000, SessionState.Open)]
    [InlineData(15, false, 100_000, SessionState.Open)]
    [InlineData(15, true, 14.99, SessionState.Open)]
    [InlineData(15, true, 15, SessionState.Locked)]
    [InlineData(0, true, 100_000, SessionState.Open)]
    public void A_session_that_locks_itself_does_so_after_the_time_without_its_user(int setting, bool locks, double minutes, SessionState state)
    {
        var session = Session("secret") with { ActiveAt = locks ? Some.Moment : null };

        Assert.Equal(state, Sam.StateOf(session, new SignInSettings(IdleLockMinutes: setting), Some.Moment.AddMinutes(minutes)));
    }

    [Fact]
    public void What_is_due_comes_one_after_the_other_and_a_lock_before_all()
    {
        var settings = new SignInSettings { SecondFactorRoles = [Role.Agent] };
        var (due, session) = (Sam with { IsPasswordDue = true }, Session("secret"));

        Assert.Equal(SessionState.Locked, due.StateOf(session with { LockedAt = Some.Moment }, settings, Some.Moment));
        Assert.Equal(SessionState.PasswordDue, due.StateOf(session, settings, Some.Moment));
        Assert.Equal(SessionState.SecondFactorDue, Sam.StateOf(session, settings, Some.Moment));
        Assert.Equal(SessionState.Open, Sam.StateOf(session with { HasSecondFactor = true }, settings, Some.Moment));
        Assert.Equal(SessionState.Open, Sam.StateOf(session, settings with { SecondFactorRoles = [Role.Administrator] }, Some.Moment));
        Assert.Equal(SessionState.SecondFactorDue, Sam.StateOf(session, new SignInSettings(SecondFactorPolicy.Required), Some.Moment));
    }

    [Fact]
    public void An_account_never_becomes_somebody_elses() =>
        Assert.Throws<InvalidOperationException>(() => Sam.For(Some.Member with { StaffId = "staff-2" }, "Somebody", "hash"));

    [Fact]
    public void Five_mistakes_cost_nothing_and_each_further_one_doubles_the_wait()
    {
        var waits = Enumerable.Range(0, 12).Select(failures => new SignInAttempts(failures, Some.Moment).Wait.TotalSeconds);

        Assert.Equal([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60], waits);
    }

    [Fact]
    public void The_wait_is_over_when_it_is_over()
    {
        var attempts = new SignInAttempts(7, Some.Moment);

        Assert.True(attempts.MustWait(Some.Moment.AddSeconds(3.999)));
        Assert.False(attempts.MustWait(Some.Moment.AddSeconds(4)));
    }

    [Fact]
    public void Guessing_codes_comes_down_to_one_an_hour()
    {
        var attempts = new SignInAttempts(40, Some.Moment);

        Assert.True(attempts.MustWaitForCode(Some.Moment.AddMinutes(59.9)));
        Assert.False(attempts.MustWaitForCode(Some.Moment.AddMinutes(60)));
    }

    private static SignedIn Session(string id) => new(AccountRules.Digest(id), Some.Moment.AddHours(8));

    private static KnownDevice Device(string secret, DateTimeOffset usedAt) => new(AccountRules.Digest(secret), "", usedAt, usedAt);
}
