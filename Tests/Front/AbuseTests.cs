using System.Text.Json;
using Muster.Agencies;
using Muster.WebFront.Abuse;

namespace Muster.Tests.Front;

/// <summary>An agent warns, ends, proposes; a supervisor decides; a citizen reads how to appeal (S86 to S90, A23).</summary>
[Collection(SharedFront.Name)]
public sealed class AbuseTests(FrontHost host)
{
    private static readonly AbuseSettings Rules = new() { Guidelines = "Be civil.", Appeal = "Write to appeal@example.org.", LongestBanDays = 10 };

    private int _numbers;

    [Fact]
    public async Task A_warning_quotes_the_guidelines_to_the_citizen_and_is_recorded_once()
    {
        var agency = await Agency();
        var citizen = await agency.Citizen();
        var agent = await agency.Holder(citizen);

        var first = await agent.Json("POST", Of(citizen, "warning"), new { messageId = "w" });
        var again = await agent.Json("POST", Of(citizen, "warning"), new { messageId = "w" });

        Assert.Equal(first.GetProperty("seq").GetInt32(), again.GetProperty("seq").GetInt32());
        var warning = Assert.Single(await Entries(citizen), entry => entry.GetProperty("kind").GetString() == "warning");
        Assert.Equal("Be civil.", warning.GetProperty("text").GetString());
        Assert.Equal("Sam", warning.GetProperty("author").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Ending_for_abuse_tells_the_citizen_how_to_appeal_and_the_supervisors_why()
    {
        var agency = await Agency();
        var citizen = await agency.Citizen();
        var agent = await agency.Holder(citizen);

        await agent.Json("POST", Of(citizen, "termination"), new { reason = "Threats, after a warning." });

        var closed = Assert.Single(await Entries(citizen), entry => entry.GetProperty("kind").GetString() == "closed");
        Assert.Equal("abuse", closed.GetProperty("outcome").GetString());
        Assert.Equal("Write to appeal@example.org.", closed.GetProperty("text").GetString());
        Assert.DoesNotContain("Threats", citizen.Heard, StringComparison.Ordinal);
        Assert.Equal("conversation-closed", await citizen.Problem("POST", citizen.Mine("messages"), new { messageId = "m", text = "?" }));
        var ended = (await (await agency.SignIn("watcher")).Json("GET", "bans")).GetProperty("ended").EnumerateArray().Single();
        Assert.Equal("Threats, after a warning.", ended.GetProperty("reason").GetString());
        Assert.Empty((await (await agency.SignIn("elsewhere")).Json("GET", "bans")).GetProperty("ended").EnumerateArray());
    }

    [Fact]
    public async Task A_ban_begins_when_a_supervisor_approves_it_and_ends_when_one_lifts_it()
    {
        var agency = await Agency();
        var (citizen, agent) = await Held(agency, Some.Secret);
        var supervisor = await agency.SignIn("watcher");
        var ban = await agent.Json("POST", Of(citizen, "ban"), new { days = 7, reason = "Threats." });
        Assert.Equal("proposed", ban.GetProperty("status").GetString());
        Assert.Equal(201, await Start(agency, Some.Secret));

        var decided = await supervisor.Json("POST", $"bans/{ban.GetProperty("id").GetString()}/approval");

        Assert.Equal("in-force", decided.GetProperty("status").GetString());
        Assert.Equal("Robin", decided.GetProperty("decidedBy").GetString());
        host.ForgetBans(agency);
        var refused = await Refused(agency, Some.Secret);
        Assert.Contains("Write to appeal@example.org.", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(decided.GetProperty("until").GetDateTimeOffset(), refused.GetProperty("bannedUntil").GetDateTimeOffset());
        await host.TellRefused();
        var figures = (await supervisor.Json("GET", "queues/general/figures")).GetProperty("total");
        Assert.Equal((1, 1), (figures.GetProperty("refused").GetInt32(), figures.GetProperty("refusedBanned").GetInt32()));
        Assert.Equal(201, await Start(agency, "another-browser-altogether"));
        Assert.Equal(201, await Start(agency, null));
        Assert.Equal(201, await Start(await Agency(), Some.Secret));

        await supervisor.Json("POST", $"bans/{ban.GetProperty("id").GetString()}/lifting");
        host.ForgetBans(agency);
        Assert.Equal(201, await Start(agency, Some.Secret));
    }

    [Fact]
    public async Task The_id_of_a_browser_is_in_no_answer()
    {
        var agency = await Agency();
        var (citizen, agent) = await Held(agency, "the-browser-of-somebody");
        var supervisor = await agency.SignIn("watcher");

        await agent.Json("POST", Of(citizen, "ban"), new { days = 7, reason = "Threats." });
        await supervisor.Json("GET", "bans");
        await supervisor.Json("GET", $"conversations/{citizen.Conversation}/transcript?format=json");

        var hash = new BrowserSessions(new TestKeys(1)).HashesOf(agency.Id, "the-browser-of-somebody").Single();
        Assert.All([citizen, agent, supervisor], client => Assert.DoesNotContain(hash, client.Heard, StringComparison.Ordinal));
        Assert.All([citizen, agent, supervisor], client => Assert.DoesNotContain("the-browser-of-somebody", client.Heard, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ban_needs_days_within_the_agencys_limit_a_reason_and_a_browser()
    {
        var agency = await Agency();
        var (citizen, agent) = await Held(agency, Some.Secret);

        Assert.Equal("invalid-request", await agent.Problem("POST", Of(citizen, "ban"), new { days = 11, reason = "x" }));
        Assert.Equal("invalid-request", await agent.Problem("POST", Of(citizen, "ban"), new { days = 0, reason = "x" }));
        Assert.Equal("invalid-request", await agent.Problem("POST", Of(citizen, "ban"), new { days = 1, reason = " " }));
        var nameless = await agency.Citizen();
        await agency.Holder(nameless);
        Assert.Equal("invalid-request", await agent.Problem("POST", Of(nameless, "ban"), new { days = 1, reason = "x" }));
        Assert.Empty((await (await agency.SignIn("watcher")).Json("GET", "bans")).GetProperty("bans").EnumerateArray());
    }

    [Fact]
    public async Task Nobody_but_the_holder_warns_ends_or_proposes_and_nobody_but_a_supervisor_of_the_area_decides()
    {
        var (agency, away) = (await Agency(), await Agency());
        var (citizen, agent) = await Held(agency, Some.Secret);
        var ban = await agent.Json("POST", Of(citizen, "ban"), new { days = 7, reason = "Threats." });
        TestClient[] strangers = [citizen, await agency.Alex(), await agency.SignIn("watcher"), await agency.SignIn("keeper"), await away.Sam(), await away.SignIn("watcher")];
        TestClient[] undecided = [citizen, agent, await agency.SignIn("elsewhere"), await agency.SignIn("keeper"), await away.Sam(), await away.SignIn("watcher")];

        foreach (var stranger in strangers)
        {
            foreach (var (path, body) in ((string, object)[])[("warning", new { }), ("termination", new { reason = "x" }), ("ban", new { days = 1, reason = "x" })])
                Assert.True(await stranger.Problem("POST", Of(citizen, path), body) is "not-found" or "not-allowed", path);
        }

        foreach (var other in undecided)
        {
            foreach (var decision in (string[])["approval", "refusal", "lifting"])
                Assert.True(await other.Problem("POST", $"bans/{ban.GetProperty("id").GetString()}/{decision}") is "not-found" or "not-allowed", decision);
        }

        Assert.Equal("proposed", (await (await agency.SignIn("watcher")).Json("GET", "bans")).GetProperty("bans")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Under_attack_a_browser_proves_itself_or_waits_and_is_told_what_to_do()
    {
        var agency = await host.NewAgency(settings => settings with { Abuse = Rules with { ChallengeAboveStartsPerSecond = 10 } });
        var client = new TestClient(agency);
        await Flood(client, agency);

        using var refused = await client.Send("POST", $"agencies/{agency.Id}/conversations", Body(Some.Secret, "mine-and-nobody-elses-secret"));
        var problem = await TestClient.JsonOf(refused);

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal(Door.Wait, refused.Headers.RetryAfter!.Delta);
        var challenge = problem.GetProperty("challenge");
        var token = challenge.GetProperty("token").GetString()!;
        var nonce = Enumerable.Range(0, int.MaxValue).First(nonce => Puzzle.IsSolved(token, challenge.GetProperty("difficulty").GetInt32(), (uint)nonce));
        using var started = await client.Send("POST", $"agencies/{agency.Id}/conversations",
            new { queue = "general", messageId = "mine-and-nobody-elses-secret", text = "x", session = Some.Secret, proof = new { challenge = token, nonce } });
        Assert.Equal(201, (int)started.StatusCode);
        await host.TellRefused();
        var figures = (await (await agency.SignIn("watcher")).Json("GET", "queues/general/figures")).GetProperty("total");
        Assert.Equal(0, figures.GetProperty("refused").GetInt32());
        Assert.InRange(figures.GetProperty("challenged").GetInt32(), 2, 3); // by each front: those of the flood are one
    }

    /// <summary>The same start over and over, until each front has had enough of them.</summary>
    private static async Task Flood(TestClient client, TestAgency agency)
    {
        for (var refused = 0; refused < 2;)
        {
            using var answer = await client.Send("POST", $"agencies/{agency.Id}/conversations", Body(null, Some.Secret));
            refused = (int)answer.StatusCode == 429 ? refused + 1 : 0;
        }
    }

    private static object Body(string? session, string secret) => new { queue = "general", messageId = secret, text = "x", session };

    private Task<TestAgency> Agency() => host.NewAgency(settings => settings with { Abuse = Rules });

    private static string Of(TestClient citizen, string path) => $"conversations/{citizen.Conversation}/{path}";

    private async Task<int> Start(TestAgency agency, string? session)
    {
        using var answer = await new TestClient(agency).Send("POST", $"agencies/{agency.Id}/conversations", Body(session, $"secret-of-a-start-number-{_numbers++}"));
        return (int)answer.StatusCode;
    }

    private async Task<JsonElement> Refused(TestAgency agency, string session)
    {
        using var answer = await new TestClient(agency).Send("POST", $"agencies/{agency.Id}/conversations", Body(session, $"secret-of-a-start-number-{_numbers++}"));
        return await TestClient.JsonOf(answer);
    }

    private async Task<(TestClient Citizen, TestClient Agent)> Held(TestAgency agency, string session)
    {
        var client = new TestClient(agency);
        var started = await client.Json("POST", $"agencies/{agency.Id}/conversations", Body(session, $"secret-of-a-start-number-{_numbers++}"));
        var citizen = new TestClient(agency) { Token = started.GetProperty("token").GetString(), Conversation = started.GetProperty("id").GetString()! };
        return (citizen, await agency.Holder(citizen));
    }

    private static async Task<List<JsonElement>> Entries(TestClient citizen)
    {
        using var answer = await citizen.Send("GET", citizen.Mine("events"), null, ("Accept", "application/json"));
        return [.. (await TestClient.JsonOf(answer)).GetProperty("events").EnumerateArray()];
    }
}
