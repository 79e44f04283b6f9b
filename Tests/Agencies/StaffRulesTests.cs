using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Agencies;

/// <summary>Who may make which account.</summary>
public sealed class StaffRulesTests
{
    [Fact]
    public void An_administrator_adds_an_agent()
    {
        var outcome = Add(Some.Account);

        Assert.Equal(new StaffMember("new-id", "sam.okafor", "Sam", Role.Agent, Some.Account.Queues, 3), outcome.Entry?.Member);
    }

    public static TheoryData<Caller> Others =>
    [
        Caller.Staff(Role.Agent, "demo", "a", []),
        Caller.Staff(Role.Supervisor, "demo", "s", []),
        Caller.Staff(Role.Administrator, "other", "admin", []),
        Caller.Citizen("demo", "demo/c"),
        Caller.System("other"),
    ];

    [Theory]
    [MemberData(nameof(Others))]
    public void Nobody_else_adds_accounts(Caller caller) =>
        Assert.Equal(Refusal.NotAllowed, new StaffDirectory().Add(Some.Agency, caller, Some.Account, "new-id", Some.Moment).Refusal);

    public static TheoryData<NewAccount> AtTheLimits =>
    [
        Some.Account with { UserName = new string('x', 64) },
        Some.Account with { UserName = "A.b-c_9" },
        Some.Account with { Password = "12345678" },
        Some.Account with { Password = new string('x', 200) },
        Some.Account with { Alias = "S" },
        Some.Account with { Alias = new string('S', 60) },
        Some.Account with { RealName = new string('S', 200) },
        Some.Account with { Capacity = 1 },
        Some.Account with { Capacity = 50 },
        Some.Account with { Role = Role.Administrator, Queues = [] },
    ];

    [Theory]
    [MemberData(nameof(AtTheLimits))]
    public void Whatever_keeps_to_the_limits_is_added(NewAccount account) => Assert.Empty(Add(account).Problems);

    public static TheoryData<NewAccount> BeyondTheLimits =>
    [
        Some.Account with { UserName = "" },
        Some.Account with { UserName = new string('x', 65) },
        Some.Account with { UserName = "sam okafor" },
        Some.Account with { UserName = "sam/okafor" },
        Some.Account with { Password = "1234567" },
        Some.Account with { Password = new string('x', 201) },
        Some.Account with { Alias = " " },
        Some.Account with { Alias = new string('S', 61) },
        Some.Account with { RealName = new string('S', 201) },
        Some.Account with { Capacity = 0 },
        Some.Account with { Capacity = 51 },
        Some.Account with { Queues = [] },
        Some.Account with { Queues = ["unknown"] },
        Some.Account with { Queues = ["general", "general"] },
        Some.Account with { Role = Role.Citizen },
        Some.Account with { Role = Role.System },
    ];

    [Theory]
    [MemberData(nameof(BeyondTheLimits))]
    public void Whatever_does_not_is_refused(NewAccount account) => Assert.NotEmpty(Add(account).Problems);

    [Fact]
    public void A_user_name_is_taken_once_whatever_its_case() =>
        Assert.Equal([new("username", AccountFault.Taken)], Add(Some.Account with { UserName = "SAM.okafor", Alias = "Other" }, Some.Member).Problems);

    [Fact]
    public void An_alias_is_taken_once_whatever_its_case() =>
        Assert.Equal([new("alias", AccountFault.Taken)], Add(Some.Account with { UserName = "other", Alias = "SAM" }, Some.Member).Problems);

    [Fact]
    public void An_account_that_was_cut_short_is_completed_under_its_staff_id()
    {
        var directory = new StaffDirectory().With(new StaffEntry(Some.Member, IsComplete: false));

        var outcome = directory.Add(Some.Agency, Some.Administrator, Some.Account, "new-id", Some.Moment);

        Assert.Equal("staff-1", outcome.Entry?.Member.StaffId);
    }

    [Fact]
    public void Only_complete_agents_serve_a_queue()
    {
        var directory = Some.DirectoryWith(
                Some.Member,
                Some.Member with { StaffId = "staff-2", UserName = "robin", Role = Role.Supervisor },
                Some.Member with { StaffId = "staff-3", UserName = "kim", Queues = ["flood"] })
            .With(new StaffEntry(Some.Member with { StaffId = "staff-4", UserName = "alex" }, IsComplete: false));

        Assert.Equal(["staff-1"], directory.AgentsOf("general"));
    }

    private static RegisterDecision Add(NewAccount account, params StaffMember[] existing) =>
        Some.DirectoryWith(existing).Add(Some.Agency, Some.Administrator, account, "new-id", Some.Moment);
}
