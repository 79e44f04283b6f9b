using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>Asks the agency for its register and each account when it was last used, some at a time.</summary>
[GrainType("account-report")]
public sealed class AccountReportGrain : Grain, IAccountReportGrain
{
    /// <summary>Accounts asked at once: a report hurries nobody.</summary>
    private const int AskedAtOnce = 50;

    private string Agency => this.GetPrimaryKeyString();

    public async Task<Outcome<AccountReport>> Read(Caller caller)
    {
        var list = await GrainFactory.GetGrain<IAgencyGrain>(Agency).Accounts(caller);
        if (!list.IsDone) return list.Refusal.Value;

        var (accounts, policy, today) = list.Value;
        var lines = ImmutableArray.CreateBuilder<AccountLine>(accounts.Length);
        foreach (var some in accounts.Chunk(AskedAtOnce))
            lines.AddRange(await Task.WhenAll(some.Select(account => Line(account, policy, today))));
        return new AccountReport(lines.MoveToImmutable(), policy, today);
    }

    public async Task<Outcome<AccountLine>> ReadOne(Caller caller, string userName)
    {
        var agency = GrainFactory.GetGrain<IAgencyGrain>(Agency);
        var list = await agency.Accounts(caller);
        if (!list.IsDone) return list.Refusal.Value;

        var (accounts, policy, today) = list.Value;
        return accounts.FirstOrDefault(account => string.Equals(account.Member.UserName, userName, StringComparison.OrdinalIgnoreCase)) is { } found
            ? await Line(found, policy, today)
            : Refusal.NotFound;
    }

    private async Task<AccountLine> Line(RegisteredAccount account, StaffPolicy policy, DateOnly today) =>
        account.Line(policy, today, await GrainFactory.GetGrain<IAccountGrain>(AccountRules.KeyOf(Agency, account.Member.UserName)).LastSignInOn());
}
