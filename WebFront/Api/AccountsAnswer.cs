using Muster.Agencies;

namespace Muster.WebFront.Api;

/// <summary>An account as the register has it (S94); for administrators and auditors.</summary>
/// <param name="Status"><c>enabled</c> or <c>disabled</c>.</param>
/// <param name="Purpose">Null where the register does not say.</param>
/// <param name="Officers">Who may use it; nobody where the register does not say.</param>
/// <param name="ReviewBy">By when it is to be reviewed, local to the agency.</param>
/// <param name="LastSignInOn">The day (UTC) of the last sign-in; null where none is on record.</param>
/// <param name="Findings">What needs attention: <c>incomplete</c>, <c>unofficial-email</c>, <c>review-due</c>, <c>stale</c>.</param>
/// <param name="CreatedBy">A user name; null for Muster itself.</param>
/// <param name="Skills">What they are good at, and how well: 1 to 5.</param>
internal sealed record AccountAnswer(
    string Username,
    string Alias,
    string Role,
    IReadOnlyList<string> Queues,
    int Capacity,
    string Status,
    string? Purpose,
    IReadOnlyList<string> Officers,
    bool Shared,
    string? Email,
    DateOnly ReviewBy,
    DateOnly? LastSignInOn,
    IReadOnlyList<string> Findings,
    DateTimeOffset? CreatedAt,
    string? CreatedBy,
    DateTimeOffset? ChangedAt,
    string? ChangedBy,
    IReadOnlyDictionary<string, int> Skills)
{
    public static AccountAnswer Of(AccountLine line)
    {
        var (account, member) = (line.Account, line.Account.Member);
        return new AccountAnswer(
            member.UserName,
            member.Alias,
            Spelling.Of(member.Role),
            member.Queues,
            member.Capacity,
            account.IsEnabled ? "enabled" : "disabled",
            account.Registration?.Purpose,
            account.Registration?.Officers ?? [],
            account.Registration?.IsShared ?? false,
            account.Registration?.Email,
            line.ReviewBy,
            line.LastSignInOn,
            [.. line.Findings.Select(Spelling.Of)],
            account.Created?.At,
            account.Created?.By,
            account.Changed?.At,
            account.Changed?.By,
            Spelling.Of(member.Skills));
    }
}

/// <param name="EmailDomains">Those an official address may be in; none for any.</param>
/// <param name="ReviewMonths">How far ahead a review may lie.</param>
/// <param name="StaleAfterDays">After how many days without a sign-in an account is reported.</param>
internal sealed record StaffPolicyAnswer(IReadOnlyList<string> EmailDomains, int ReviewMonths, int StaleAfterDays);

/// <summary>The register of an agency's official accounts.</summary>
/// <param name="Today">The agency's day, by which it was judged.</param>
internal sealed record AccountsAnswer(string Agency, DateOnly Today, StaffPolicyAnswer Policy, IReadOnlyList<AccountAnswer> Accounts)
{
    public static AccountsAnswer Of(string agency, AccountReport report) => new(
        agency,
        report.Today,
        new StaffPolicyAnswer(report.Policy.EmailDomains, report.Policy.ReviewMonths, report.Policy.StaleAfterDays),
        [.. report.Accounts.Select(AccountAnswer.Of)]);

    /// <param name="format"><c>csv</c> or <c>json</c>.</param>
    public string FileName(string format) => $"accounts-{Agency}-{Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}.{format}";
}
