using System.Collections.Immutable;

namespace Muster.Agencies;

/// <summary>Which accounts need somebody's attention.</summary>
public static class AccountReportRules
{
    public static AccountLine Line(this RegisteredAccount account, StaffPolicy policy, DateOnly today, DateOnly? lastSignInOn)
    {
        var reviewBy = account.ReviewBy(policy, today);
        var findings = ImmutableArray.CreateBuilder<AccountFinding>();
        if (account.IsIncomplete()) findings.Add(AccountFinding.Incomplete);
        if (account.Registration is { } registration && !policy.Takes(registration.Email)) findings.Add(AccountFinding.UnofficialEmail);
        if (account.IsEnabled && reviewBy <= today) findings.Add(AccountFinding.ReviewDue);
        if (account.IsEnabled && account.IsStale(policy, today, lastSignInOn)) findings.Add(AccountFinding.Stale);
        return new AccountLine(account, reviewBy, lastSignInOn, findings.ToImmutable());
    }

    /// <summary>One that no registration dates is due as long after it was made as any may wait; of one from before the register nobody knows, so it is due.</summary>
    private static DateOnly ReviewBy(this RegisteredAccount account, StaffPolicy policy, DateOnly today) =>
        account.Registration?.ReviewBy
        ?? (account.Created is { } created ? DateOnly.FromDateTime(created.At.UtcDateTime).AddMonths(policy.ReviewMonths) : today);

    private static bool IsIncomplete(this RegisteredAccount account) =>
        account.Registration is null || (account.Member.Queues.IsEmpty && account.Member.Role.IsOfAreas());

    /// <summary>One that nobody ever used counts from when it was made.</summary>
    private static bool IsStale(this RegisteredAccount account, StaffPolicy policy, DateOnly today, DateOnly? lastSignInOn)
    {
        var since = lastSignInOn ?? (account.Created is { } created ? DateOnly.FromDateTime(created.At.UtcDateTime) : null);
        return since is not { } day || day.AddDays(policy.StaleAfterDays) < today;
    }
}
