using System.Net;
using System.Text.Json;
using Muster.Agencies;
using Muster.Identity;
using Muster.Tests.Isolation;

namespace Muster.Tests.Front;

/// <summary>A supervisor lends an agent to another of their queues (S47), and is told of promises that do not hold.</summary>
[Collection(SharedFront.Name)]
public sealed class LoanTests(FrontHost host)
{
    private const string Loan = "agents/zffoulkes/loan";
    private const string Page = "/board/agents/zffoulkes";

    [Fact]
    public async Task A_supervisor_lends_an_agent_and_takes_them_back_and_both_are_lines()
    {
        var agency = await host.NewAgency();
        var (watcher, auditor) = (await agency.SignIn("watcher"), await agency.Auditor());

        var lent = await watcher.Json("PUT", Loan, new { queue = "asked", minutes = 60 });
        var back = await watcher.Json("PUT", Loan, new { queue = "asked", minutes = 0 });

        Assert.Equal("Alex", lent.GetProperty("alias").GetString());
        var loan = Assert.Single(lent.GetProperty("loans").EnumerateArray());
        Assert.Equal("asked", loan.GetProperty("queue").GetString());
        var until = loan.GetProperty("until").GetDateTimeOffset() - TimeProvider.System.GetUtcNow();
        Assert.InRange(until, TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(60));
        Assert.Empty(back.GetProperty("loans").EnumerateArray());
        foreach (var (action, reason) in ((string, string)[])[("agent-lent", "asked for 60 minutes"), ("agent-taken-back", "asked")])
        {
            var line = Assert.Single((await auditor.Json("GET", $"audit?action={action}")).GetProperty("lines").EnumerateArray());
            Assert.Equal(
                (agency.Staff["watcher"].StaffId, agency.Staff["zffoulkes"].StaffId, reason),
                (line.GetProperty("actorId").GetString(), line.GetProperty("subjectId").GetString(), line.GetProperty("reason").GetString()));
        }
    }

    [Fact]
    public async Task Nobody_is_lent_by_whoever_does_not_answer_for_both_queues_or_for_no_time_or_too_long()
    {
        var agency = await host.NewAgency();
        var (watcher, stranger, sam) = (await agency.SignIn("watcher"), await agency.SignIn("elsewhere"), await agency.Sam());

        foreach (var queue in (string[])["permits", "lost", ""])
            Assert.Equal("unknown-queue", await watcher.Problem("PUT", Loan, new { queue, minutes = 60 }));
        foreach (var minutes in (int[])[-1, 10_081])
            Assert.Equal("invalid-request", await watcher.Problem("PUT", Loan, new { queue = "asked", minutes }));
        Assert.Equal("invalid-request", await watcher.Problem("PUT", Loan, new { queue = "general", minutes = 60 })); // their own
        Assert.Equal("invalid-request", await watcher.Problem("PUT", "agents/xquackenbush/loan", new { queue = "asked", minutes = 60 }));
        Assert.Equal("not-found", await watcher.Problem("PUT", "agents/nobody/loan", new { queue = "asked", minutes = 60 }));
        Assert.Equal("not-found", await watcher.Problem("PUT", "agents/watcher/loan", new { queue = "asked", minutes = 60 }));
        Assert.Equal("not-found", await stranger.Problem("PUT", "agents/xquackenbush/loan", new { queue = "permits", minutes = 60 }));
        Assert.Equal("not-allowed", await sam.Problem("PUT", Loan, new { queue = "asked", minutes = 60 }));
        Assert.Equal("not-signed-in", await new TestClient(agency).Problem("PUT", Loan, new { queue = "asked", minutes = 60 }));

        Assert.Empty((await Alex(agency)).Loans);
    }

    [Theory]
    [InlineData("""{"minutes":60}""", "queue")]
    [InlineData("""{"queue":null,"minutes":60}""", "queue")]
    [InlineData("""{"queue":"asked"}""", "minutes")]
    [InlineData("""{"queue":"asked","minutes":null}""", "minutes")]
    public async Task A_field_that_is_missing_is_named(string body, string field)
    {
        var watcher = await (await host.NewAgency()).SignIn("watcher");

        using var answer = await watcher.Send("PUT", Loan, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (await TestClient.JsonOf(answer)).GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_supervisor_is_told_of_loans_to_their_own_queues_alone()
    {
        var agency = await host.NewAgency(settings => settings with { Queues = [.. settings.Queues, new("harbour", "Harbour")] });
        var watcher = await agency.SignIn("watcher");
        var ofOthers = Caller.Staff(Role.Supervisor, agency.Id, "of-the-harbour", ["permits", "harbour"]);
        Assert.True((await host.Grains.GetGrain<IAgencyGrain>(agency.Id).Lend(ofOthers, new LendAgent("zffoulkes", "harbour", 60))).IsDone);

        var lent = await watcher.Json("PUT", Loan, new { queue = "asked", minutes = 60 });
        using var page = await watcher.Send("GET", Page);

        Assert.Equal("asked", Assert.Single(lent.GetProperty("loans").EnumerateArray()).GetProperty("queue").GetString());
        Assert.DoesNotContain("harbour", watcher.Heard, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, (await Alex(agency)).Loans.Length);
    }

    [Fact]
    public async Task The_forms_of_the_page_lend_an_agent_and_take_them_back()
    {
        var agency = await host.NewAgency();
        var watcher = await agency.SignIn("watcher");
        var before = await Text(watcher, Page);
        Assert.Contains("<option value=\"asked\"", before, StringComparison.Ordinal);
        Assert.DoesNotMatch("<option value=\"(general|permits)\"", before);
        Assert.DoesNotContain("name=\"minutes\" value=\"0\"", before, StringComparison.Ordinal);

        Assert.Equal(Page, await Sent(watcher, "queue=asked&minutes=120"));

        Assert.Equal("asked", Assert.Single((await Alex(agency)).Loans).Queue);
        Assert.Contains("name=\"minutes\" value=\"0\"", await Text(watcher, Page), StringComparison.Ordinal);
        Assert.Equal(Page, await Sent(watcher, "queue=asked&minutes=0"));
        Assert.Empty((await Alex(agency)).Loans);
        Assert.DoesNotContain("name=\"minutes\" value=\"0\"", await Text(watcher, Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queue=asked&minutes=soon")]
    [InlineData("queue=asked&minutes=-5")]
    [InlineData("queue=asked&minutes=10081")]
    [InlineData("queue=asked")]
    [InlineData("minutes=60")]
    [InlineData("queue=permits&minutes=60")]
    public async Task What_a_form_asks_in_vain_changes_nothing_and_the_page_says_so(string fields)
    {
        var agency = await host.NewAgency();
        var watcher = await agency.SignIn("watcher");

        Assert.Equal($"{Page}?problem=1", await Sent(watcher, fields));

        Assert.Contains("role=\"alert\"", await Text(watcher, $"{Page}?problem=1"), StringComparison.Ordinal);
        Assert.Empty((await Alex(agency)).Loans);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_lend_an_agent_to_the_page_does_not_ask()
    {
        var watcher = await (await host.NewAgency()).SignIn("watcher");

        Assert.DoesNotContain("/loan", await Text(watcher, "/board/agents/xquackenbush"), StringComparison.Ordinal); // of both queues already
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Another_sites_form_lends_nobody(string header, string value)
    {
        var agency = await host.NewAgency();
        var watcher = await agency.SignIn("watcher");

        using var answer = await watcher.Send("POST", $"{Page}/loan", Form.Of("queue=asked&minutes=60"), (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty((await Alex(agency)).Loans);
    }

    [Fact]
    public async Task Supervisors_and_viewers_are_told_that_all_is_well_and_nobody_else_is_told_anything()
    {
        var agency = await host.NewAgency();

        var findings = await (await agency.SignIn("watcher")).Json("GET", "agencies/me/findings");

        Assert.Empty(findings.GetProperty("findings").EnumerateArray());
        Assert.True(findings.GetProperty("at").ValueKind is JsonValueKind.Null or JsonValueKind.String);
        Assert.Equal("not-allowed", await (await agency.Sam()).Problem("GET", "agencies/me/findings"));
        Assert.Equal("not-allowed", await (await agency.SignIn("keeper")).Problem("GET", "agencies/me/findings"));
        Assert.Equal("not-signed-in", await new TestClient(agency).Problem("GET", "agencies/me/findings"));
    }

    private async Task<StaffMember> Alex(TestAgency agency) => (await host.Grains.GetGrain<IAgencyGrain>(agency.Id).Member(agency.Staff["zffoulkes"].StaffId)).Value!;

    /// <summary>Where the browser is sent on to.</summary>
    private static async Task<string?> Sent(TestClient client, string fields)
    {
        using var answer = await client.Send("POST", $"{Page}/loan", Form.Of(fields));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location?.OriginalString;
    }

    private static async Task<string> Text(TestClient client, string page)
    {
        using var answer = await client.Send("GET", page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TestClient.TextOf(answer);
    }
}
