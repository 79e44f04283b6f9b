#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Auditing;
using Muster.Identity;
using Muster.Tests.Agencies;

namespace Muster.Tests.Auditing;

/// <summary>What accounts and agencies do leaves lines.</summary>
public sealed class RecordedTests : IDisposable
{
    private readonly House _house = new(Agencies.Some.Agency);

    private IAgencyGrain Agency => _house.Grain<IAgencyGrain>("demo");

    private IReadOnlyList<AuditLine> Lines => _house.Audit.LinesOf("demo");

    [Fact]
    public void Signing_in_and_out_are_lines_before_they_are_answered()
    {
        var account = _house.Grain<IAccountGrain>("demo/sam.okafor");
        _house.Do(() => account.Create(Agencies.Some.Member, "Samantha Okafor", "correct horse"));

        var session = _house.Do(() => account.SignIn("correct horse")).Value!;
        _house.Do(() => account.SignOut(session.Id));
        _house.Do(() => account.SignOut(session.Id));

        Assert.Equal([AuditAction.SignIn, AuditAction.SignOut], Lines.Select(line => line.Action));
        Assert.All(Lines, line => Assert.Equal(("agent", "staff-1", "sam.okafor"), (line.Role, line.Actor, line.Subject)));
    }

    [Fact]
    public void A_session_that_cannot_be_recorded_is_not_given()
    {
        var account = _house.Grain<IAccountGrain>("demo/sam.okafor");
        _house.Do(() => account.Create(Agencies.Some.Member, "Samantha Okafor", "correct horse"));
        _house.Audit.NextFailsStored = false;

        _house.Do(() => Assert.ThrowsAnyAsync<Exception>(() => account.SignIn("correct horse")));
    }

    [Fact]
    public void A_failed_sign_in_names_the_account_and_one_without_an_account_names_nothing()
    {
        _house.Do(() => _house.Grain<IAccountGrain>("demo/sam.okafor").Create(Agencies.Some.Member, "Samantha Okafor", "correct horse"));

        _house.Do(() => _house.Grain<IAccountGrain>("demo/sam.okafor").SignIn("my secret"));
        _house.Do(() => _house.Grain<IAccountGrain>("demo/my-secret-password").SignIn("sam"));

        Assert.Equal(["sam.okafor", null], Lines.Select(line => line.Subject));
        Assert.All(Lines, line => Assert.Equal((AuditAction.SignInFailed, "nobody", AuditOutcome.Failed), (line.Action, line.Role, line.Outcome)));
    }

    [Fact]
    public void An_account_is_a_line_with_who_made_it_and_who_may_not_is_one_too()
    {
        var account = Agencies.Some.Account with
        {
            Registration = Agencies.Some.Registration with { ReviewBy = DateOnly.FromDateTime(_house.Now.UtcDateTime).AddMonths(6) },
        };

        _house.Do(() => Agency.AddAccount(Agencies.Some.Administrator, account));
        _house.Do(() => Agency.AddAccount(Caller.Staff(Role.Agent, "demo", "staff-9", []), account with { UserName = "other", Alias = "Other" }));
        _house.Pass(TimeSpan.FromSeconds(1));

        var added = Lines.Single(line => line.Action == AuditAction.AccountAdded);
        Assert.Equal(("administrator", "admin-id", "sam.okafor"), (added.Role, added.Actor, added.Subject));
        Assert.EndsWith(" agent", added.Reason, StringComparison.Ordinal);
        Assert.Equal("staff-9", Lines.Single(line => line.Action == AuditAction.Refused).Actor);
    }

    [Fact]
    public void Who_reads_the_register_is_a_line_and_who_may_not_is_none()
    {
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Agency.Accounts(Caller.System("demo"))).Refusal);
        Assert.DoesNotContain(Lines, line => line.Action == AuditAction.AccountsRead);

        _house.Do(() => Agency.Accounts(Agencies.Some.Administrator));

        Assert.Equal("admin-id", Lines.Single(line => line.Action == AuditAction.AccountsRead).Actor);
    }

    [Fact]
    public void A_change_of_the_settings_is_a_line_that_names_what_changed_and_not_what_it_says()
    {
        Look();
        _house.Settings.Settings = Agencies.Some.Agency with { Greeting = "Welcome to the flood desk", Tags = ["flood"] };
        Look();
        _house.Retire(Agency);
        Look();

        var lines = Lines.Where(line => line.Action == AuditAction.SettingsChanged).ToList();
        Assert.EndsWith(" first seen", lines[0].Reason, StringComparison.Ordinal);
        Assert.EndsWith(": greeting, tags", Assert.Single(lines.Skip(1)).Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _house.Dispose();

    private void Look()
    {
        _house.Pass(TimeSpan.FromSeconds(11));
        _house.Do(() => Agency.Look());
        _house.Pass(TimeSpan.FromSeconds(1));
    }
}
#endif
