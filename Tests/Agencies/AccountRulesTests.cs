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

        Assert.Equal(session, account.Session("secret", session.Until.AddTicks(-1)).Value);
        Assert.Equal(Refusal.NotSignedIn, account.Session("secret", session.Until).Refusal);
        Assert.Equal(Refusal.NotSignedIn, account.Session("other", Some.Moment).Refusal);
    }

    [Fact]
    public void What_is_stored_opens_no_session()
    {
        var stored = Assert.Single(Sam.With(Session("secret"), Some.Moment).Sessions);

        Assert.DoesNotContain("secret", stored.Digest, StringComparison.Ordinal);
        Assert.Equal(Refusal.NotSignedIn, Sam.With(Session("secret"), Some.Moment).Session(stored.Digest, Some.Moment).Refusal);
    }

    [Fact]
    public void The_oldest_of_too_many_sessions_gives_way()
    {
        var account = Enumerable.Range(0, AccountRules.MostSessions + 1)
            .Aggregate(Sam, (account, number) => account.With(Session($"secret {number}"), Some.Moment));

        Assert.Equal(AccountRules.MostSessions, account.Sessions.Length);
        Assert.False(account.Session("secret 0", Some.Moment).IsDone);
        Assert.True(account.Session("secret 1", Some.Moment).IsDone);
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

        Assert.False(account.Session("one", Some.Moment).IsDone);
        Assert.True(account.Session("two", Some.Moment).IsDone);
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

    private static StaffSession Session(string id) => new(id, Some.Member, Some.Moment + AccountRules.SessionLength);
}
