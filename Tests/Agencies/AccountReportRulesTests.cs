using Muster.Agencies;
using Muster.Tests.Support;

namespace Muster.Tests.Agencies;

/// <summary>Which accounts need somebody's attention (S94).</summary>
public sealed class AccountReportRulesTests
{
    private static readonly StaffPolicy Policy = new(ReviewMonths: 12, StaleAfterDays: 45) { EmailDomains = ["example.org"] };

    private static readonly RegisteredAccount Account = new(Some.Member, Some.Registration, IsEnabled: true, new(Some.Moment.AddDays(-100), "kim"), null);

    [Fact]
    public void An_account_in_order_needs_nobody() => Assert.Empty(Line(Account, lastSignIn: -45).Findings);

    [Fact]
    public void One_that_nobody_used_for_longer_than_the_agency_allows_is_stale() => Assert.Equal([AccountFinding.Stale], Line(Account, lastSignIn: -46).Findings);

    [Fact]
    public void One_that_nobody_ever_used_counts_from_its_making()
    {
        Assert.Equal([AccountFinding.Stale], Line(Account, lastSignIn: null).Findings);
        Assert.Empty(Line(Account with { Created = new(Some.Moment.AddDays(-45), "kim") }, lastSignIn: null).Findings);
    }

    [Fact]
    public void A_review_is_due_on_its_day()
    {
        Assert.Equal([AccountFinding.ReviewDue], Line(Account with { Registration = Some.Registration with { ReviewBy = Some.Today } }, 0).Findings);
        Assert.Empty(Line(Account with { Registration = Some.Registration with { ReviewBy = Some.Today.AddDays(1) } }, 0).Findings);
    }

    [Fact]
    public void Another_domain_is_found_when_the_agency_changes_its_own() =>
        Assert.Equal([AccountFinding.UnofficialEmail], Account.Line(Policy with { EmailDomains = ["new.example"] }, Some.Today, Some.Today).Findings);

    [Fact]
    public void One_from_before_the_register_is_incomplete_and_due_and_one_of_a_start_is_due_in_its_time()
    {
        var old = Account with { Registration = null, Created = null };

        Assert.Equal([AccountFinding.Incomplete, AccountFinding.ReviewDue, AccountFinding.Stale], Line(old, null).Findings);
        Assert.Equal([AccountFinding.Incomplete], Line(old with { Created = new(Some.Moment, null) }, null).Findings);
        Assert.Equal(Some.Today.AddMonths(12), Line(old with { Created = new(Some.Moment, null) }, null).ReviewBy);
    }

    [Fact]
    public void A_disabled_account_is_neither_due_nor_stale() =>
        Assert.Empty(Line(Account with { IsEnabled = false, Registration = Some.Registration with { ReviewBy = Some.Today } }, null).Findings);

    [Fact]
    public void Later_is_never_better() => Property.Holds(tape =>
    {
        var account = Account with
        {
            IsEnabled = tape.Chance(2),
            Created = tape.Chance(3) ? null : new(Some.Moment.AddDays(-tape.Next(200)), null),
            Registration = tape.Chance(3) ? null : Some.Registration with { ReviewBy = Some.Today.AddDays(tape.Next(200) - 100) },
        };
        DateOnly? used = tape.Chance(3) ? null : Some.Today.AddDays(-tape.Next(200));

        var now = account.Line(Policy, Some.Today, used).Findings.Where(finding => account.Registration is not null || account.Created is not null || finding != AccountFinding.ReviewDue);
        var later = account.Line(Policy, Some.Today.AddDays(1 + tape.Next(100)), used).Findings;

        Assert.Subset(later.ToHashSet(), now.ToHashSet());
    });

    private static AccountLine Line(RegisteredAccount account, int? lastSignIn) =>
        account.Line(Policy, Some.Today, lastSignIn is { } days ? Some.Today.AddDays(days) : null);
}
