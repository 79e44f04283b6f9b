using Muster.Agencies;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Agencies;

/// <summary>What may become of the register of official accounts, and by whom (S94, S95, S98).</summary>
public sealed class RegisterRulesTests
{
    private static readonly AgencySettings Agency = Some.Agency with { Staff = new StaffPolicy(ReviewMonths: 6) { EmailDomains = ["example.org", "council.example"] } };

    private static readonly StaffDirectory Directory = Some.DirectoryWith(
        Some.Member,
        new StaffMember("admin-id", "kim", "Toni", Role.Administrator, [], 3),
        new StaffMember("robin-id", "robin", "Robin", Role.Supervisor, ["flood"], 3));

    private static readonly ChangeAccount Unchanged = new("sam.okafor", "Sam", Role.Agent, ["general"], 3, Some.Registration);

    public static TheoryData<Registration, string, AccountFault> Wrong => new()
    {
        { Some.Registration with { Purpose = " " }, "purpose", AccountFault.Missing },
        { Some.Registration with { Purpose = new string('p', 301) }, "purpose", AccountFault.Malformed },
        { Some.Registration with { Purpose = "one\nline" }, "purpose", AccountFault.Malformed },
        { Some.Registration with { Officers = [] }, "officers", AccountFault.Missing },
        { Some.Registration with { Officers = [" "] }, "officers", AccountFault.Missing },
        { Some.Registration with { Officers = [new string('o', 201)] }, "officers", AccountFault.Malformed },
        { Some.Registration with { Officers = ["Samantha\u202eOkafor"] }, "officers", AccountFault.Malformed },
        { Some.Registration with { Officers = ["Samantha Okafor", "Ada Lee"] }, "officers", AccountFault.NotOnePerson },
        { Some.Registration with { Officers = ["Samantha Okafor"], IsShared = true }, "officers", AccountFault.NotSeveralPersons },
        { Some.Registration with { Officers = ["Samantha Okafor", "samantha  ókafor"], IsShared = true }, "officers", AccountFault.Taken },
        { Some.Registration with { Officers = [.. Enumerable.Range(0, 21).Select(number => $"Person {number}")], IsShared = true }, "officers", AccountFault.Malformed },
        { Some.Registration with { Email = "" }, "email", AccountFault.Missing },
        { Some.Registration with { Email = "s.okafor" }, "email", AccountFault.Malformed },
        { Some.Registration with { Email = "s.okafor@gmail.example" }, "email", AccountFault.NotOfficial },
        { Some.Registration with { Email = "s.okafor@evil-example.org" }, "email", AccountFault.NotOfficial },
        { Some.Registration with { Email = "s.okafor@example.org.evil.example" }, "email", AccountFault.NotOfficial },
        { Some.Registration with { Email = "s.okafor@example.org@evil.example" }, "email", AccountFault.Malformed },
        { Some.Registration with { ReviewBy = Some.Today }, "reviewBy", AccountFault.OutOfReach },
        { Some.Registration with { ReviewBy = Some.Today.AddMonths(6).AddDays(1) }, "reviewBy", AccountFault.OutOfReach },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_with_the_register_is_named(Registration registration, string field, AccountFault fault)
    {
        var made = new StaffDirectory().Add(Agency, Some.Administrator, Some.Account with { Registration = registration }, "new-id", Some.Moment);
        var changed = Directory.Change(Agency, Some.Administrator, Unchanged with { Registration = registration }, Some.Moment);

        Assert.Equal([new(field, fault)], made.Problems);
        Assert.Equal([new(field, fault)], changed.Problems);
        Assert.Null(made.Entry);
    }

    public static TheoryData<Registration> Right =>
    [
        Some.Registration with { Purpose = new string('p', 300) },
        Some.Registration with { Officers = [new string('o', 200)] },
        Some.Registration with { Officers = ["Samantha Okafor", "Ada Lee"], IsShared = true },
        Some.Registration with { Officers = [.. Enumerable.Range(0, 20).Select(number => $"Person {number}")], IsShared = true },
        Some.Registration with { Email = "S.Okafor+chat@COUNCIL.example" },
        Some.Registration with { ReviewBy = Some.Today.AddDays(1) },
        Some.Registration with { ReviewBy = Some.Today.AddMonths(6) },
    ];

    [Theory]
    [MemberData(nameof(Right))]
    public void Whatever_keeps_to_the_limits_is_taken(Registration registration)
    {
        Assert.NotNull(new StaffDirectory().Add(Agency, Some.Administrator, Some.Account with { Registration = registration }, "new-id", Some.Moment).Entry);
        Assert.NotNull(Directory.Change(Agency, Some.Administrator, Unchanged with { Registration = registration }, Some.Moment).Entry);
    }

    [Fact]
    public void An_administrator_leaves_nothing_out_and_a_start_may()
    {
        var bare = Some.Account with { Registration = null };

        Assert.Equal([new("purpose", AccountFault.Missing)], new StaffDirectory().Add(Agency, Some.Administrator, bare, "new-id", Some.Moment).Problems);
        Assert.NotNull(new StaffDirectory().Add(Agency, Caller.System("demo"), bare, "new-id", Some.Moment).Entry);
    }

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Agent, false)]
    [InlineData(Role.Supervisor, false)]
    [InlineData(Role.RecordsOfficer, false)]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.Auditor, true)]
    public void Only_who_works_for_the_whole_agency_has_no_business_area(Role role, bool mayHaveNone)
    {
        var decision = new StaffDirectory().Add(Agency, Some.Administrator, Some.Account with { Role = role, Queues = [] }, "new-id", Some.Moment);

        Assert.Equal(mayHaveNone ? [] : [new AccountProblem("queues", AccountFault.Missing)], decision.Problems.AsEnumerable());
    }

    [Theory]
    [InlineData("Okafor")]
    [InlineData("Sam Okafor")]
    [InlineData("Ms OKAFOR")]
    [InlineData("SamOkafor")]
    [InlineData("Sam Ókafor")]
    [InlineData("sam.okafor")]
    [InlineData("s.okafor")]
    [InlineData("SO1234")]
    public void An_alias_tells_no_family_name_and_no_user_name(string alias)
    {
        var account = Some.Account with { UserName = "so1234", Alias = alias };

        Assert.Equal([new("alias", AccountFault.TellsTooMuch)], new StaffDirectory().Add(Agency, Some.Administrator, account, "new-id", Some.Moment).Problems);
    }

    [Theory]
    [InlineData("Sam")]
    [InlineData("Samantha")]
    [InlineData("Sam O.")]
    [InlineData("Night desk")]
    public void A_first_name_an_initial_or_another_name_may_be_told(string alias) =>
        Assert.NotNull(new StaffDirectory().Add(Agency, Some.Administrator, Some.Account with { Alias = alias }, "new-id", Some.Moment).Entry);

    [Fact]
    public void Nobody_gets_a_name_that_was_another_persons()
    {
        var renamed = Directory.Change(Agency, Some.Administrator, Unchanged with { Alias = "Sasha" }, Some.Moment).Entry!;
        var directory = Directory.With(renamed);

        foreach (var taken in (string[])["Sam", "sam", " SÁM ", "Sasha"])
        {
            var other = Some.Account with { UserName = "other", Alias = taken, Registration = Some.Registration with { Officers = ["Ada Lee"] } };
            Assert.Equal([new("alias", AccountFault.Taken)], directory.Add(Agency, Some.Administrator, other, "new-id", Some.Moment).Problems);
        }

        Assert.Equal("Sam", directory.Change(Agency, Some.Administrator, Unchanged, Some.Moment).Entry?.Member.Alias);
    }

    public static TheoryData<Caller> Others =>
    [
        Caller.Staff(Role.Agent, "demo", "staff-1", ["general"]),
        Caller.Staff(Role.Supervisor, "demo", "robin-id", ["flood"]),
        Caller.Staff(Role.Auditor, "demo", "auditor-id", []),
        Caller.Staff(Role.Viewer, "demo", "viewer-id", ["general"]),
        Caller.Staff(Role.RecordsOfficer, "demo", "officer-id", ["general"]),
        Caller.Staff(Role.Administrator, "other", "admin-id", []),
        Caller.Staff(Role.Administrator, "demo", "robin-id", []), // the register says otherwise
        Caller.Citizen("demo", "demo/c"),
        Caller.System("demo"),
        Caller.System("other"),
    ];

    [Theory]
    [MemberData(nameof(Others))]
    public void Nobody_but_an_administrator_of_the_agency_changes_the_register(Caller caller)
    {
        Assert.Equal(Refusal.NotAllowed, Directory.Change(Agency, caller, Unchanged, Some.Moment).Refusal);
        Assert.Equal(Refusal.NotAllowed, Directory.Enable(Agency, caller, "sam.okafor", false, Some.Moment).Refusal);
        Assert.Equal(Refusal.NotAllowed, Directory.Review(Agency, caller, "sam.okafor", Some.Today.AddDays(1), Some.Moment).Refusal);
    }

    [Theory]
    [InlineData(Role.Administrator, "demo", true)]
    [InlineData(Role.Auditor, "demo", true)]
    [InlineData(Role.Agent, "demo", false)]
    [InlineData(Role.Supervisor, "demo", false)]
    [InlineData(Role.Viewer, "demo", false)]
    [InlineData(Role.RecordsOfficer, "demo", false)]
    [InlineData(Role.System, "demo", false)]
    [InlineData(Role.Citizen, "demo", false)]
    [InlineData(Role.Administrator, "other", false)]
    [InlineData(Role.Auditor, "other", false)]
    public void Administrators_and_auditors_of_the_agency_read_it(Role role, string agency, bool may) =>
        Assert.Equal(may, RegisterRules.MayRead(new Caller(role, agency, "id", null, []), "demo"));

    [Fact]
    public void Nobody_changes_their_own_role_or_status()
    {
        var own = new ChangeAccount("kim", "Toni", Role.Auditor, [], 3, Some.Registration with { Officers = ["Kim Lindqvist"] });

        Assert.Equal([new("role", AccountFault.Own)], Directory.Change(Agency, Some.Administrator, own, Some.Moment).Problems);
        Assert.Equal([new("status", AccountFault.Own)], Directory.Enable(Agency, Some.Administrator, "KIM", false, Some.Moment).Problems);
        Assert.NotNull(Directory.Change(Agency, Some.Administrator, own with { Role = Role.Administrator }, Some.Moment).Entry);
    }

    [Fact]
    public void What_is_as_it_was_said_to_be_already_is_not_changed_again()
    {
        var entry = Directory.Named("sam.okafor")!;

        Assert.Same(entry, Directory.Enable(Agency, Some.Administrator, "sam.okafor", true, Some.Moment).Entry);
        Assert.Equal(Refusal.NotFound, Directory.Enable(Agency, Some.Administrator, "nobody", true, Some.Moment).Refusal);
    }

    [Fact]
    public void A_review_sets_the_next_and_an_incomplete_account_is_completed_first()
    {
        Assert.Equal([new("purpose", AccountFault.Missing)], Directory.Review(Agency, Some.Administrator, "sam.okafor", Some.Today.AddDays(9), Some.Moment).Problems);

        var complete = Directory.With(Directory.Change(Agency, Some.Administrator, Unchanged, Some.Moment).Entry!);
        var reviewed = complete.Review(Agency, Some.Administrator, "sam.okafor", Some.Today.AddDays(9), Some.Moment.AddDays(1)).Entry!;

        Assert.Equal(Some.Today.AddDays(9), reviewed.Registration?.ReviewBy);
        Assert.Equal(new AccountMark(Some.Moment.AddDays(1), "kim"), reviewed.Changed);
        Assert.Equal([new("reviewBy", AccountFault.OutOfReach)], complete.Review(Agency, Some.Administrator, "sam.okafor", Some.Today.AddMonths(7), Some.Moment).Problems);
    }

    [Fact]
    public void A_review_date_that_has_passed_keeps_nobody_from_changing_the_rest()
    {
        var late = Directory.With(Directory.Change(Agency, Some.Administrator, Unchanged, Some.Moment).Entry!);

        Assert.NotNull(late.Change(Agency, Some.Administrator, Unchanged with { Capacity = 5 }, Some.Moment.AddYears(1)).Entry);
        Assert.NotEmpty(late.Change(Agency, Some.Administrator, Unchanged with { Registration = Some.Registration with { ReviewBy = Some.Today.AddDays(3) } }, Some.Moment.AddYears(1)).Problems);
    }

    /// <summary>Whatever administrators do, in whatever order, also ones whose session outlives their account.</summary>
    [Fact]
    public void An_agency_always_has_an_administrator_and_no_name_ever_passes_on() => Property.Holds(tape =>
    {
        var directory = Some.DirectoryWith(Member(0, Role.Administrator), Member(1, Role.Administrator), Member(2, Role.Agent));
        var owners = new Dictionary<string, string>();
        while (!tape.IsOver)
        {
            var caller = Caller.Staff(Role.Administrator, "demo", $"id-{tape.Next(4)}", []);
            var userName = $"user{tape.Next(4)}";
            var alias = tape.Of("Ash", "ash", "Bea", "Cleo", "Dana", "Eli", "Fay");
            var role = tape.Of(Role.Administrator, Role.Agent, Role.Auditor);
            var registration = Some.Registration with { Officers = ["Somebody"], Email = "x@example.org" };
            var decision = tape.Next(4) switch
            {
                0 => directory.Enable(Agency, caller, userName, tape.Chance(2), Some.Moment),
                1 => directory.Add(Agency, caller, new NewAccount(userName, "long enough", "", alias, role, ["general"], 3) { Registration = registration }, $"id-{userName[^1]}", Some.Moment),
                _ => directory.Change(Agency, caller, new ChangeAccount(userName, alias, role, ["general"], 3, registration), Some.Moment),
            };
            if (decision.Entry is not { } entry)
                continue;

            directory = directory.With(entry with { IsComplete = true });
            Assert.True(directory.HasAdministrator);
            foreach (var known in directory.Entries)
                Assert.Equal(known.Member.UserName, owners.TryAdd(PersonName.KeyOf(known.Member.Alias), known.Member.UserName) ? known.Member.UserName : owners[PersonName.KeyOf(known.Member.Alias)]);
            Assert.Equal(directory.Entries.Length, directory.Entries.Select(known => PersonName.KeyOf(known.Member.Alias)).Distinct().Count());
        }
    });

    private static StaffMember Member(int number, Role role) => new($"id-{number}", $"user{number}", $"Name {number}", role, ["general"], 3);
}
