using System.Text.Json;
using Muster.WebFront.Abuse;

namespace Muster.Tests.Front;

/// <summary>A citizen goes on with their conversation on another device, by a short code (N11).</summary>
[Collection(SharedFront.Name)]
public sealed class ReturnTests(FrontHost host)
{
    [Fact]
    public async Task A_citizen_is_given_a_code_that_is_the_same_whenever_they_ask()
    {
        var citizen = await (await host.NewAgency()).Citizen();

        var first = await citizen.Json("POST", citizen.Mine("return-code"));
        var again = await citizen.Json("POST", citizen.Mine("return-code"), new { });

        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", CodeIn(first));
        Assert.Equal(CodeIn(first), CodeIn(again));
        Assert.True(again.GetProperty("until").GetDateTimeOffset() >= first.GetProperty("until").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_code_opens_the_conversation_on_another_device_and_the_first_one_goes_on()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen("Is the bridge open?");
        var code = CodeIn(await citizen.Json("POST", citizen.Mine("return-code")));

        var back = await Return(agency, code);

        foreach (var same in (string[])["id", "reference"])
            Assert.Equal(citizen.Started.GetProperty(same).GetString(), back.GetProperty(same).GetString());
        Assert.Equal(("general", "waiting"), (back.GetProperty("queue").GetString(), back.GetProperty("status").GetString()));
        var phone = new TestClient(agency) { Token = back.GetProperty("token").GetString(), Conversation = citizen.Conversation };
        await phone.Json("POST", phone.Mine("messages"), new { messageId = "from-the-phone", text = "I am on the train now." });
        await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "from-the-desk", text = "And I am still here." });
        await using var stream = await phone.Events(phone.Mine("events"));
        Assert.Equal("Is the bridge open?", (await stream.Until("message")).Text);
        await stream.Until(told => told.Text == "And I am still here.", "what was written at the desk");
    }

    [Fact]
    public async Task A_code_is_read_as_people_type_it()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var code = CodeIn(await citizen.Json("POST", citizen.Mine("return-code")));
        string[] typed = [code.ToLowerInvariant(), code.Replace("-", "", StringComparison.Ordinal), $" {code.Replace("-", " ", StringComparison.Ordinal)} ", code.Replace('0', 'O').Replace('1', 'I'), code.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l')];

        foreach (var one in typed)
            Assert.Equal(citizen.Conversation, (await Return(agency, one)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_wrong_code_or_none_opens_nothing()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var code = CodeIn(await citizen.Json("POST", citizen.Mine("return-code")));
        var client = new TestClient(agency);
        var path = $"agencies/{agency.Id}/return";

        Assert.Equal("not-found", await client.Problem("POST", path, new { code = (code[0] == '2' ? '3' : '2') + code[1..] }));
        Assert.Equal("not-found", await client.Problem("POST", path, new { code = "" }));
        Assert.Equal("not-found", await client.Problem("POST", path, new { code = "somebody's birthday" }));
        Assert.Equal("invalid-request", await client.Problem("POST", path, new { }));
        Assert.Equal("invalid-request", await client.Problem("POST", path, new { code = (string?)null }));
        Assert.Equal("unknown-agency", await client.Problem("POST", "agencies/no-such-agency/return", new { code }));
        Assert.DoesNotContain(citizen.Conversation, client.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_one_agency_opens_nothing_at_another()
    {
        var (agency, other) = (await host.NewAgency(), await host.NewAgency());
        var citizen = await agency.Citizen();
        var code = CodeIn(await citizen.Json("POST", citizen.Mine("return-code")));

        Assert.Equal("not-found", await new TestClient(other).Problem("POST", $"agencies/{other.Id}/return", new { code }));
    }

    [Fact]
    public async Task Nobody_but_its_citizen_is_given_the_code_of_a_conversation()
    {
        var agency = await host.NewAgency();
        var (citizen, other) = (await agency.Citizen(), await agency.Citizen());
        var sam = await agency.Holder(citizen);

        Assert.Equal("not-found", await other.Problem("POST", citizen.Mine("return-code")));
        Assert.Equal("not-allowed", await sam.Problem("POST", citizen.Mine("return-code")));
        Assert.Equal("not-allowed", await (await agency.SignIn("watcher")).Problem("POST", citizen.Mine("return-code")));
        Assert.Equal("not-signed-in", await new TestClient(agency).Problem("POST", citizen.Mine("return-code")));
    }

    [Fact]
    public async Task What_has_been_closed_can_still_be_come_back_to()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        await citizen.Json("POST", citizen.Mine("close"));

        var back = await Return(agency, CodeIn(await citizen.Json("POST", citizen.Mine("return-code"))));

        Assert.Equal("closed", back.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Whoever_tries_codes_too_often_is_told_to_wait()
    {
        const int together = 20;
        var agency = await host.NewAgency();
        var client = new TestClient(agency);

        // As often as two fronts allow, and as they allow again meanwhile.
        for (var tried = 0; tried < 6 * Allowances.OfCitizen(Allowance.Returns).Burst; tried += together)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, together).Select(_ => Try(client, $"agencies/{agency.Id}/return")));
            var refused = answers.Where(answer => answer.Problem == "slow-down").ToList();
            if (refused.Count == 0)
                continue;

            Assert.All(refused, answer => Assert.InRange(answer.RetryAfter, 1, 60));
            return;
        }

        Assert.Fail("Nobody was told to slow down.");
    }

    [Fact]
    public async Task A_code_is_in_no_line_of_the_log()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var code = CodeIn(await citizen.Json("POST", citizen.Mine("return-code")));

        await Return(agency, code);
        await new TestClient(agency).Problem("POST", "agencies/no-such-agency/return", new { code });

        foreach (var spelling in (string[])[code, code.Replace("-", "", StringComparison.Ordinal)])
            Assert.DoesNotContain(host.Logged.Lines.All, line => line.Contains(spelling, StringComparison.OrdinalIgnoreCase));
    }

    private static string CodeIn(JsonElement given) => given.GetProperty("code").GetString()!;

    private static Task<JsonElement> Return(TestAgency agency, string code) => new TestClient(agency).Json("POST", $"agencies/{agency.Id}/return", new { code });

    /// <summary>What cannot be a code costs nobody but the front.</summary>
    private static async Task<(string Problem, int RetryAfter)> Try(TestClient client, string path)
    {
        using var answer = await client.Send("POST", path, new { code = "?" });
        return (await TestClient.ProblemOf(answer, path), (int)(answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0));
    }
}
