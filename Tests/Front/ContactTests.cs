using System.Collections.Immutable;
using System.Text.Json;
using Muster.Agencies;

namespace Muster.Tests.Front;

/// <summary>Citizens who ask to be reached instead of waiting at their screens, and what their agents say came of it (S35, S60, W15).</summary>
[Collection(SharedFront.Name)]
public sealed class ContactTests(FrontHost host)
{
    private const string Number = "07 3000 0000";

    [Fact]
    public async Task Where_a_citizen_wants_to_be_called_is_theirs_and_staffs_to_know()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        await using var stream = await citizen.Events(citizen.Mine("events"));
        Assert.Equal(JsonValueKind.Null, (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("contact").ValueKind);

        var asked = await citizen.Json("POST", citizen.Mine("contact"), new { channel = "phone", address = Number, callBack = true, bestTime = "After five" });

        Assert.Equal(
            $$"""{"channel":"phone","address":"{{Number}}","callBack":true,"notBefore":null,"bestTime":"After five"}""",
            (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("contact").ToString());
        var told = await stream.Until("contact-asked");
        Assert.Equal((asked.GetProperty("seq").GetInt32(), "phone", true, "After five"), (told.Seq, Text(told.Data, "channel"), told.Data.GetProperty("callBack").GetBoolean(), told.Text));
        Assert.Equal("contact-asked", Text((await stream.Until("waiting")).Data, "reason"));
        Assert.DoesNotContain(stream.Told, one => one.Data.ToString().Contains(Number, StringComparison.Ordinal));
        var agent = await agency.Holder(citizen);
        Assert.Equal(Number, Text(await Entry(agent, citizen, "contact-asked"), "contact"));
        Assert.Equal(Number, Text((await agent.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("contact"), "address"));
        Assert.False((await Entry(citizen, citizen, "contact-asked")).TryGetProperty("contact", out _));
    }

    [Fact]
    public async Task A_time_before_which_nobody_is_called_is_told_to_both_sides()
    {
        var citizen = await (await host.NewAgency()).Citizen();
        await using var stream = await citizen.Events(citizen.Mine("events"));
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);

        await citizen.Json("POST", citizen.Mine("contact"), new { channel = "phone", address = Number, callBack = true, notBefore = tomorrow.ToOffset(TimeSpan.FromHours(10)) });

        var view = await citizen.Json("GET", $"conversations/{citizen.Conversation}");
        Assert.Equal(tomorrow, view.GetProperty("contact").GetProperty("notBefore").GetDateTimeOffset());
        Assert.Equal("waiting", Text(view, "status"));
        Assert.Equal(tomorrow, (await stream.Until("contact-asked")).Data.GetProperty("notBefore").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_same_asked_again_gets_the_same_answer()
    {
        var citizen = await (await host.NewAgency()).Citizen();
        var request = new { channel = "email", address = "robin@example.org" };

        var first = await citizen.Json("POST", citizen.Mine("contact"), request);
        var again = await citizen.Json("POST", citizen.Mine("contact"), request);

        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal("not-allowed", await citizen.Problem("POST", citizen.Mine("contact"), new { channel = "phone", address = Number, callBack = true })); // it is a message by now
    }

    [Theory]
    [InlineData("""{"address":"07 3000 0000"}""", "channel")]
    [InlineData("""{"channel":"pigeon","address":"07 3000 0000"}""", "channel")]
    [InlineData("""{"channel":"Phone","address":"07 3000 0000"}""", "channel")]
    [InlineData("""{"channel":"phone"}""", "address")]
    public async Task A_way_and_an_address_are_needed(string body, string field)
    {
        var citizen = await (await host.NewAgency()).Citizen();

        Assert.Equal(("invalid-request", field), await FieldOf(citizen, citizen.Mine("contact"), body));
    }

    [Theory]
    [InlineData("""{"channel":"phone","address":"12"}""")]
    [InlineData("""{"channel":"phone","address":"call me"}""")]
    [InlineData("""{"channel":"email","address":"robin"}""")]
    [InlineData("""{"channel":"email","address":"robin@example.org","callBack":true}""")]
    [InlineData("""{"channel":"phone","address":"07 3000 0000","notBefore":"2099-01-01T00:00:00Z"}""")]
    [InlineData("""{"channel":"phone","address":"07 3000 0000","notBefore":"tomorrow"}""")]
    [InlineData("""{"channel":"phone","address":"07 3000 0000","callBack":"yes"}""")]
    public async Task Where_nobody_could_be_reached_is_refused(string body)
    {
        var citizen = await (await host.NewAgency()).Citizen();

        Assert.Equal("invalid-request", await citizen.Problem("POST", citizen.Mine("contact"), body));
        Assert.Equal(JsonValueKind.Null, (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("contact").ValueKind);
    }

    [Fact]
    public async Task Nobody_else_asks_for_it_and_nobody_who_is_with_an_agent()
    {
        var agency = await host.NewAgency();
        var (citizen, other) = (await agency.Citizen(), await agency.Citizen());
        var request = new { channel = "phone", address = Number, callBack = true };

        Assert.Equal("not-found", await other.Problem("POST", citizen.Mine("contact"), request));
        Assert.Equal("not-allowed", await (await agency.SignIn("watcher")).Problem("POST", citizen.Mine("contact"), request));
        var agent = await agency.Holder(citizen);
        Assert.Equal("not-allowed", await agent.Problem("POST", citizen.Mine("contact"), request));
        Assert.Equal("not-allowed", await citizen.Problem("POST", citizen.Mine("contact"), request));
        Assert.Equal("not-allowed", await agent.Problem("POST", citizen.Mine("contact-result"), new { outcome = "reached" })); // nobody has asked
        await agent.Json("POST", citizen.Mine("close"), new { disposition = "resolved" });
        Assert.Equal("conversation-closed", await citizen.Problem("POST", citizen.Mine("contact"), request));
    }

    [Fact]
    public async Task An_agent_says_what_came_of_it_once_and_then_may_close()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var agent = await Called(agency, citizen);
        var result = new { outcome = "not-reached", note = "Rang for a minute.", messageId = "t-1" };

        Assert.Equal("not-allowed", await agent.Problem("POST", citizen.Mine("close"), new { disposition = "resolved" }));
        var first = await agent.Json("POST", citizen.Mine("contact-result"), result);
        var again = await agent.Json("POST", citizen.Mine("contact-result"), result);
        await agent.Json("POST", citizen.Mine("close"), new { disposition = "resolved" });

        Assert.Equal(first.ToString(), again.ToString());
        var tried = await Entry(citizen, citizen, "contact-tried");
        Assert.Equal(("not-reached", "Sam", first.GetProperty("seq").GetInt32()), (Text(tried, "outcome"), Text(tried.GetProperty("author"), "name"), tried.GetProperty("seq").GetInt32()));
        Assert.Equal("Rang for a minute.", Text(await Entry(agent, citizen, "note"), "text"));
        Assert.DoesNotContain("Rang for a minute.", citizen.Heard, StringComparison.Ordinal);
        Assert.Equal("conversation-closed", await agent.Problem("POST", citizen.Mine("contact-result"), new { outcome = "reached" }));
    }

    [Fact]
    public async Task Whom_an_agent_does_not_reach_goes_back_until_the_time_they_name()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var agent = await Called(agency, citizen);
        var again = TimeProvider.System.GetUtcNow().AddHours(2);
        var result = new { outcome = "not-reached", againAt = again, messageId = "t-1" };

        var first = await agent.Json("POST", citizen.Mine("contact-result"), result);

        Assert.Empty((await agent.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray());
        Assert.Equal("waiting", Text(await citizen.Json("GET", $"conversations/{citizen.Conversation}"), "status"));
        Assert.Equal(again, (await Entry(citizen, citizen, "contact-tried")).GetProperty("notBefore").GetDateTimeOffset());
        Assert.Equal(first.ToString(), (await agent.Json("POST", citizen.Mine("contact-result"), result)).ToString());
        Assert.Equal("not-found", await agent.Problem("POST", citizen.Mine("contact-result"), new { outcome = "reached", messageId = "t-2" }));
    }

    [Theory]
    [InlineData("""{}""", "outcome")]
    [InlineData("""{"outcome":"asleep"}""", "outcome")]
    [InlineData("""{"outcome":"reached","messageId":"t 1"}""", "messageId")]
    public async Task What_came_of_it_is_one_of_three_things(string body, string field)
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var agent = await Called(agency, citizen);

        Assert.Equal(("invalid-request", field), await FieldOf(agent, citizen.Mine("contact-result"), body));
        Assert.Equal("invalid-request", await agent.Problem("POST", citizen.Mine("contact-result"), new { outcome = "reached", againAt = TimeProvider.System.GetUtcNow().AddHours(2) }));
    }

    [Fact]
    public async Task Nobody_but_its_agent_says_what_came_of_it()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        await Called(agency, citizen);
        var result = new { outcome = "reached" };

        Assert.Equal("not-allowed", await citizen.Problem("POST", citizen.Mine("contact-result"), result));
        Assert.Equal("not-found", await (await agency.Alex()).Problem("POST", citizen.Mine("contact-result"), result));
        Assert.Equal("not-found", await (await agency.SignIn("watcher")).Problem("POST", citizen.Mine("contact-result"), result));
    }

    [Fact]
    public async Task Whoever_leaves_a_message_says_how_they_want_the_answer()
    {
        var agency = await host.NewAgency(settings => settings with { Hours = [], SpecialDays = [], Queues = [.. settings.Queues.Select(queue => queue with { Hours = NeverOpen() })] });
        var start = $"agencies/{agency.Id}/conversations";
        var client = new TestClient(agency);
        var reply = new { channel = "post", address = "1 Bridge Street", bestTime = "Not on Sundays" };

        Assert.Equal(
            ("invalid-request", "reply"),
            await FieldOf(client, start, $$$"""{"queue":"general","messageId":"{{{Some.Secret}}}","text":"hello","leaveMessage":true,"reply":{"channel":"pigeon","address":"1 Bridge Street"}}"""));
        var left = await client.Json("POST", start, new { queue = "general", messageId = Some.Secret, text = "hello", leaveMessage = true, reply });
        var citizen = new TestClient(agency) { Token = Text(left, "token"), Conversation = Text(left, "id")! };

        Assert.Equal(
            """{"channel":"post","address":"1 Bridge Street","callBack":false,"notBefore":null,"bestTime":"Not on Sundays"}""",
            (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("contact").ToString());
        var asked = await Entry(citizen, citizen, "contact-asked");
        Assert.Equal(("post", false, "Not on Sundays"), (Text(asked, "channel"), asked.GetProperty("callBack").GetBoolean(), Text(asked, "text")));
        Assert.False(asked.TryGetProperty("contact", out _));
    }

    [Fact]
    public async Task Whoever_waits_at_the_screen_says_it_there()
    {
        var agency = await host.NewAgency();

        var problem = await new TestClient(agency).Problem(
            "POST", $"agencies/{agency.Id}/conversations", new { queue = "general", messageId = Some.Secret, text = "hello", reply = new { channel = "phone", address = Number } });

        Assert.Equal("invalid-request", problem);
    }

    /// <summary>The citizen asks to be called, and an agent has them.</summary>
    private static async Task<TestClient> Called(TestAgency agency, TestClient citizen)
    {
        await citizen.Json("POST", citizen.Mine("contact"), new { channel = "phone", address = Number, callBack = true });
        return await agency.Holder(citizen);
    }

    private static async Task<JsonElement> Entry(TestClient reader, TestClient citizen, string kind) =>
        (await reader.Json("GET", citizen.Mine("transcript?format=json"))).GetProperty("entries").EnumerateArray().Single(entry => Text(entry, "kind") == kind);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static async Task<(string Problem, string? Field)> FieldOf(TestClient client, string path, string body)
    {
        using var answer = await client.Send("POST", path, body);
        return (await TestClient.ProblemOf(answer, path), Text(await TestClient.JsonOf(answer), "field"));
    }

    private static ImmutableArray<OpenHours> NeverOpen()
    {
        var farDay = (DayOfWeek)(((int)TimeProvider.System.GetUtcNow().DayOfWeek + 3) % 7);
        return [new OpenHours(farDay, new TimeOnly(9, 0), new TimeOnly(10, 0))];
    }
}
