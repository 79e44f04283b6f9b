#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Agencies;

/// <summary>An agency on the engine.</summary>
public sealed class AgencyGrainTests : IDisposable
{
    private readonly House _house = new(Some.Agency);

    private IAgencyGrain Demo => _house.Grain<IAgencyGrain>("demo");

    [Fact]
    public void An_agency_nobody_set_up_is_unknown()
    {
        var nowhere = _house.Grain<IAgencyGrain>("nowhere");

        Assert.Equal(Refusal.UnknownAgency, _house.Do(nowhere.Look).Refusal);
        Assert.Equal(Refusal.UnknownAgency, _house.Do(() => nowhere.AddAccount(Caller.System("nowhere"), Some.Account)).Refusal);
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
        _house.Pass(TimeSpan.FromMinutes(2));
        var after = _house.Do(Demo.Look).Value!.Queues[0];

        Assert.Equal(new QueueOpening("general", false, opening, null), before);
        Assert.Equal(new QueueOpening("general", true, null, opening.AddHours(1)), after);
    }

    [Fact]
    public void A_new_agent_serves_signs_in_and_can_be_named()
    {
        var member = _house.Do(() => Demo.AddAccount(Some.Administrator, Some.Account)).Value!;

        Assert.Equal([member.StaffId], _house.Do(() => Demo.Staffing("general")).Value!.Agents);
        Assert.Empty(_house.Do(() => Demo.Staffing("flood")).Value!.Agents);
        Assert.Equal(Refusal.UnknownQueue, _house.Do(() => Demo.Staffing("lost")).Refusal);
        Assert.Equal(member.StaffId, _house.Do(() => Demo.AgentNamed("Sam.Okafor")).Value?.StaffId);
        Assert.Equal(Refusal.UnknownAgent, _house.Do(() => Demo.AgentNamed("sam")).Refusal);
        Assert.Equal("Sam", _house.Do(() => Demo.Member(member.StaffId)).Value?.Alias);
        Assert.True(_house.Do(() => _house.Grain<IAccountGrain>("demo/sam.okafor").SignIn(Some.Account.Password)).IsDone);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("agency")]
    public void An_account_that_was_cut_short_is_healed_by_a_repeat(string failing)
    {
        _house.Do(Demo.Look);
        _house.Storage.FailNextWriteOf(failing);
        _house.Do(() => Assert.ThrowsAnyAsync<Exception>(() => Demo.AddAccount(Some.Administrator, Some.Account)));
        Assert.Empty(_house.Do(() => Demo.Staffing("general")).Value!.Agents);

        var member = _house.Do(() => Demo.AddAccount(Some.Administrator, Some.Account with { Password = "another one" })).Value!;

        Assert.Equal([member.StaffId], _house.Do(() => Demo.Staffing("general")).Value!.Agents);
        Assert.Equal(member.StaffId, _house.Do(() => _house.Grain<IAccountGrain>("demo/sam.okafor").SignIn("another one")).Value?.Member.StaffId);
        Assert.Equal(Refusal.InvalidRequest, _house.Do(() => Demo.AddAccount(Some.Administrator, Some.Account)).Refusal);
    }

    [Fact]
    public void Colleagues_are_for_staff_of_the_agency()
    {
        _house.Do(() => Demo.AddAccount(Some.Administrator, Some.Account));

        Assert.Single(_house.Do(() => Demo.Colleagues(Caller.Staff(Role.Agent, "demo", "a", ["general"]))).Value!.Members);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Demo.Colleagues(Caller.Staff(Role.Agent, "other", "a", ["general"]))).Refusal);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Demo.Colleagues(Caller.Citizen("demo", "demo/c"))).Refusal);
    }

    public void Dispose() => _house.Dispose();
}
#endif
