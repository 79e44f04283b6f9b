#if ENGINE_EMBEDDED
using System.Text.Json;
using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Agencies;

/// <summary>An agency on the engine.</summary>
public sealed class AgencyGrainTests : IDisposable
{
    private readonly House _house = new(Some.Agency);

    /// <summary>With a review date that lies ahead in the house's own time.</summary>
    private Registration Registration => Some.Registration with { ReviewBy = DateOnly.FromDateTime(_house.Now.UtcDateTime).AddMonths(6) };

    private NewAccount Sam => Some.Account with { Registration = Registration };

    private IAgencyGrain Demo => _house.Grain<IAgencyGrain>("demo");

    [Fact]
    public void An_agency_nobody_set_up_is_unknown()
    {
        var nowhere = _house.Grain<IAgencyGrain>("nowhere");

        Assert.Equal(Refusal.UnknownAgency, _house.Do(nowhere.Look).Refusal);
        Assert.Equal(Refusal.UnknownAgency, _house.Do(() => nowhere.AddAccount(Caller.System("nowhere"), Sam)).Refusal);
    }

    [Fact]
    public void Changed_settings_hold_within_ten_seconds()
    {
        _house.Do(Demo.Look);
        _house.Settings.Settings = Some.Agency with { Greeting = "Hello" };

        _house.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal("Hello", _house.Do(Demo.Look).Value?.Settings.Greeting);
    }

    [Fact]
    public void A_view_changes_when_the_doors_open()
    {
        var opening = _house.Now.AddMinutes(2);
        var time = TimeOnly.FromDateTime(opening.UtcDateTime);
        _house.Settings.Settings = Some.Agency with { TimeZone = "UTC", Hours = [new OpenHours(opening.DayOfWeek, time, time.AddHours(1))] };

        var before = _house.Do(Demo.Look).Value!.Queues[0];
        Assert.True(_house.Do(() => Demo.Staffing("general")).Value!.IsClosed);
        _house.Pass(TimeSpan.FromMinutes(2));
        var after = _house.Do(Demo.Look).Value!.Queues[0];

        Assert.False(_house.Do(() => Demo.Staffing("general")).Value!.IsClosed);
        Assert.Equal(new QueueOpening("general", false, opening, null), before);
        Assert.Equal(new QueueOpening("general", true, null, opening.AddHours(1)), after);
    }

    [Fact]
    public void A_new_agent_serves_signs_in_and_can_be_named()
    {
        var member = _house.Do(() => Demo.AddAccount(Some.Administrator, Sam)).Value!;

        Assert.Equal([member.StaffId], _house.Do(() => Demo.Staffing("general")).Value!.Agents);
        Assert.Empty(_house.Do(() => Demo.Staffing("flood")).Value!.Agents);
        Assert.Equal(Refusal.UnknownQueue, _house.Do(() => Demo.Staffing("lost")).Refusal);
        Assert.Equal(member.StaffId, _house.Do(() => Demo.AgentNamed("Sam.Okafor")).Value?.StaffId);
        Assert.Equal(Refusal.UnknownAgent, _house.Do(() => Demo.AgentNamed("sam")).Refusal);
        Assert.Equal("Sam", _house.Do(() => Demo.Member(member.StaffId)).Value?.Alias);
        Assert.True(_house.Do(() => _house.Grain<IAccountGrain>("demo/sam.okafor").SignIn(Sam.Password)).IsDone);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("agency")]
    public void An_account_that_was_cut_short_is_healed_by_a_repeat(string failing)
    {
        _house.Do(Demo.Look);
        _house.Storage.FailNextWriteOf(failing);
        _house.Do(() => Assert.ThrowsAnyAsync<Exception>(() => Demo.AddAccount(Some.Administrator, Sam)));
        Assert.Empty(_house.Do(() => Demo.Staffing("general")).Value!.Agents);

        var member = _house.Do(() => Demo.AddAccount(Some.Administrator, Sam with { Password = "another one" })).Value!;

        Assert.Equal([member.StaffId], _house.Do(() => Demo.Staffing("general")).Value!.Agents);
        Assert.Equal(member.StaffId, _house.Do(() => _house.Grain<IAccountGrain>("demo/sam.okafor").SignIn("another one")).Value?.Member.StaffId);
        Assert.Equal(Refusal.InvalidRequest, _house.Do(() => Demo.AddAccount(Some.Administrator, Sam)).Refusal);
    }

    [Fact]
    public void Colleagues_are_for_staff_of_the_agency()
    {
        _house.Do(() => Demo.AddAccount(Some.Administrator, Sam));

        Assert.Single(_house.Do(() => Demo.Colleagues(Caller.Staff(Role.Agent, "demo", "a", ["general"]))).Value!.Members);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Demo.Colleagues(Caller.Staff(Role.Agent, "other", "a", ["general"]))).Refusal);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Demo.Colleagues(Caller.Citizen("demo", "demo/c"))).Refusal);
    }

    [Fact]
    public void A_disabled_account_has_no_session_and_no_work_until_it_is_enabled()
    {
        var member = _house.Do(() => Demo.AddAccount(Some.Administrator, Sam)).Value!;
        var session = _house.Do(() => Account.SignIn(Sam.Password)).Value!;

        _house.Do(() => Demo.EnableAccount(Some.Administrator, "sam.okafor", false));

        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Account.Session(session.Id)).Refusal);
        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Account.SignIn(Sam.Password)).Refusal);
        Assert.Equal(Refusal.NotFound, _house.Do(() => Demo.Member(member.StaffId)).Refusal);
        Assert.Equal(Refusal.UnknownAgent, _house.Do(() => Demo.AgentNamed("sam.okafor")).Refusal);
        Assert.Empty(_house.Do(() => Demo.Staffing("general")).Value!.Agents);

        _house.Do(() => Demo.EnableAccount(Some.Administrator, "sam.okafor", true));

        Assert.True(_house.Do(() => Account.SignIn(Sam.Password)).IsDone);
        Assert.Single(_house.Do(() => Demo.Staffing("general")).Value!.Agents);
    }

    [Fact]
    public void A_new_role_ends_sessions_and_another_area_does_not()
    {
        _house.Do(() => Demo.AddAccount(Some.Administrator, Sam));
        var session = _house.Do(() => Account.SignIn(Sam.Password)).Value!;
        var change = new ChangeAccount("sam.okafor", "Sam", Role.Agent, ["flood"], 3, Registration);

        _house.Do(() => Demo.ChangeAccount(Some.Administrator, change));
        Assert.Equal(["flood"], _house.Do(() => Account.Session(session.Id)).Value?.Member.Queues.AsEnumerable());

        _house.Do(() => Demo.ChangeAccount(Some.Administrator, change with { Role = Role.Supervisor }));
        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Account.Session(session.Id)).Refusal);
    }

    [Fact]
    public void An_account_that_did_not_hear_of_its_change_is_told_again()
    {
        _house.Do(() => Demo.AddAccount(Some.Administrator, Sam));
        var session = _house.Do(() => Account.SignIn(Sam.Password)).Value!;
        _house.Storage.FailNextWriteOf("account");

        _house.Do(() => Assert.ThrowsAnyAsync<Exception>(() => Demo.EnableAccount(Some.Administrator, "sam.okafor", false)));
        Assert.True(_house.Do(() => Account.Session(session.Id)).IsDone);
        _house.Pass(TimeSpan.FromSeconds(12));

        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Account.Session(session.Id)).Refusal);
    }

    [Fact]
    public void An_account_that_did_not_hear_of_its_change_is_told_by_the_grains_successor()
    {
        _house.Do(() => Demo.AddAccount(Some.Administrator, Sam));
        var session = _house.Do(() => Account.SignIn(Sam.Password)).Value!;
        _house.Storage.FailNextWriteOf("account");
        _house.Do(() => Assert.ThrowsAnyAsync<Exception>(() => Demo.EnableAccount(Some.Administrator, "sam.okafor", false)));

        _house.Retire(Demo);
        _house.Do(Demo.Look);
        _house.Pass(TimeSpan.FromSeconds(12));

        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Account.Session(session.Id)).Refusal);
    }

    [Fact]
    public void The_report_knows_the_day_of_the_last_sign_in()
    {
        _house.Do(() => Demo.AddAccount(Some.Administrator, Sam));
        Assert.Null(_house.Do(() => Report.ReadOne(Some.Administrator, "SAM.okafor")).Value!.LastSignInOn);

        _house.Do(() => Account.SignIn(Sam.Password));

        var line = Assert.Single(_house.Do(() => Report.Read(Some.Administrator)).Value!.Accounts);
        Assert.Equal(DateOnly.FromDateTime(_house.Now.UtcDateTime), line.LastSignInOn);
        Assert.Equal(Refusal.NotFound, _house.Do(() => Report.ReadOne(Some.Administrator, "nobody")).Refusal);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Report.Read(Caller.Staff(Role.Administrator, "other", "a", []))).Refusal);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Report.Read(Caller.Staff(Role.Supervisor, "demo", "s", ["general"]))).Refusal);
    }

    [Fact]
    public void What_was_stored_before_there_was_a_register_is_read()
    {
        var directory = JsonSerializer.Deserialize<StaffDirectory>(
            """{"entries":[{"member":{"staffId":"s","userName":"sam","alias":"Sam","role":1,"queues":["general"],"capacity":3},"isComplete":true}]}""", JsonSerializerOptions.Web)!;
        var account = JsonSerializer.Deserialize<Account>(
            """{"member":{"staffId":"s","userName":"sam","alias":"Sam","role":1,"queues":["general"],"capacity":3},"realName":"Sam","passwordHash":"x","sessions":[]}""", JsonSerializerOptions.Web)!;

        var entry = Assert.Single(directory.Registered());
        Assert.True(entry is { IsInUse: true, IsUntold: false, Registration: null, Created: null } && entry.FormerAliases.IsEmpty);
        Assert.True(account.Admits(person: null));
        Assert.Null(account.LastSignInOn);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("Ada Lee", true)]
    [InlineData(" ada  LEE", true)]
    [InlineData("Ada", false)]
    [InlineData("Bea Lee", false)]
    public void A_shared_account_admits_those_it_lists(string? person, bool isAdmitted)
    {
        var registration = Registration with { Officers = ["Samantha Okafor", "Ada Lee"], IsShared = true };
        var account = new Account { Member = Some.Member };

        Assert.Equal(isAdmitted, account.Stand(new(Some.Member, IsEnabled: true, registration.Officers)).Admits(person));
        Assert.True(account.Admits(person));
        Assert.False(account.Stand(new(Some.Member, IsEnabled: false, [])).Admits(person));
    }

    private IAccountGrain Account => _house.Grain<IAccountGrain>("demo/sam.okafor");

    private IAccountReportGrain Report => _house.Grain<IAccountReportGrain>("demo");

    public void Dispose() => _house.Dispose();
}
#endif
