using Muster.Agencies;

namespace Muster.Tests.Front;

/// <summary>A citizen's words say that a life is in danger: who is told of it, and where (N17, W45, A20).</summary>
[Collection(SharedFront.Name)]
public sealed class LifeAtRiskTests(FrontHost host)
{
    private const string Words = "We are trapped in the attic";

    [Fact]
    public async Task It_is_the_first_alarm_of_the_board_and_stands_out_where_that_leads()
    {
        var agency = await host.NewAgency();
        var (earlier, citizen, watcher) = (await agency.Citizen(), await agency.Citizen(Words), await agency.SignIn("watcher"));

        var board = await watcher.Json("GET", "queues/general/board");
        Assert.Equal((1, 2), (board.GetProperty("atRisk").GetInt32(), board.GetProperty("waiting").GetInt32()));
        var open = await watcher.Json("GET", "queues/general/conversations");
        Assert.Equal(
            [(citizen.Conversation, LifeAtRiskSettings.Priority), (earlier.Conversation, null)],
            open.GetProperty("waiting").EnumerateArray().Select(waiting => (waiting.GetProperty("id").GetString()!, waiting.GetProperty("priority").GetString())));

        var page = await Text(watcher, "/board");
        Assert.Contains("<a id=\"at-risk-general\" href=\"/board/queues/general\">General</a>", page, StringComparison.Ordinal);
        Assert.Contains("conversations in which a life is in danger: 1.", page, StringComparison.Ordinal);
        var wall = await Text(watcher, "/board?wall=on");
        Assert.Contains("conversations in which a life is in danger: 1.", wall, StringComparison.Ordinal);
        Assert.DoesNotContain("at-risk-general", wall, StringComparison.Ordinal);
        var queue = await Text(watcher, "/board/queues/general");
        Assert.Contains("<tr class=\"at-risk\">", queue, StringComparison.Ordinal);
        Assert.Contains("A life may be in danger", queue, StringComparison.Ordinal);
        Assert.DoesNotContain(LifeAtRiskSettings.Priority, queue, StringComparison.Ordinal);
        Assert.Contains("A life may be in danger. Found:", await Text(watcher, $"/board/conversations/{citizen.Conversation}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_read_that_it_was_noticed_and_citizens_do_not()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);

        await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "m-1", text = Words });

        var noticed = Assert.Single((await sam.Json("GET", citizen.Mine("transcript?format=json"))).GetProperty("entries").EnumerateArray(), entry => entry.GetProperty("kind").GetString() == "life-at-risk");
        Assert.Equal(("trapped", true), (noticed.GetProperty("reason").GetString(), noticed.GetProperty("staffOnly").GetBoolean()));
        using var copy = await citizen.Send("GET", citizen.Mine("transcript?format=txt"));
        Assert.DoesNotContain("in danger", await TestClient.TextOf(copy), StringComparison.Ordinal);
        Assert.DoesNotContain((await citizen.Json("GET", citizen.Mine("transcript?format=json"))).GetProperty("entries").EnumerateArray(), entry => entry.GetProperty("kind").GetString() == "life-at-risk");
    }

    [Theory]
    [InlineData("000", "call 000 now")]
    [InlineData("", "call the emergency number now")]
    public async Task The_console_knows_what_to_do_with_the_number_in_it(string number, string told)
    {
        var agency = await host.NewAgency(settings => settings with { EmergencyNumber = number });

        var steps = (await (await agency.Sam()).Json("GET", "agencies/me")).GetProperty("lifeAtRiskSteps");

        Assert.Equal(5, steps.GetArrayLength());
        Assert.Contains(told, steps[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("{number}", steps.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_phrases_travel_with_the_page_for_as_long_as_an_agency_wants_it()
    {
        var watched = await host.NewAgency(settings => settings with { LifeAtRisk = new LifeAtRiskSettings { Phrases = [new("en", ["levee broke"])] } });
        var unwatched = await host.NewAgency(settings => settings with { LifeAtRisk = new LifeAtRiskSettings { IsWatched = false } });

        var page = await new TestClient(watched).Page($"/chat/{watched.Id}");
        Assert.Contains("\"emergency\":{\"phrases\":[\"trapped\",", page, StringComparison.Ordinal);
        Assert.Contains(",\"levee broke\"]}", page, StringComparison.Ordinal);
        Assert.Contains("\"emergency\":{\"phrases\":[]}", await new TestClient(unwatched).Page($"/chat/{unwatched.Id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("000", "<a href=\"tel:000\">000</a>")]
    [InlineData("Ring 13 YARN", "Ring 13 YARN")]
    [InlineData("", "Call your local emergency number now.")]
    public async Task Whoever_has_no_script_reads_whom_to_call_above_where_they_write(string number, string told)
    {
        var agency = await host.NewAgency(settings => settings with { EmergencyNumber = number });
        var (citizen, other) = (await agency.Citizen(Words), await agency.Citizen());

        var page = await Text(WithoutScript(citizen), $"/chat/{agency.Id}");

        var banner = page.IndexOf("class=\"emergency-banner\"", StringComparison.Ordinal);
        Assert.InRange(banner, 0, page.IndexOf($"action=\"/chat/{agency.Id}/messages\"", StringComparison.Ordinal));
        Assert.Contains(told, page[banner..], StringComparison.Ordinal);
        Assert.Contains("This chat is not an emergency service", page, StringComparison.Ordinal);
        Assert.DoesNotContain("emergency-banner", await Text(WithoutScript(other), $"/chat/{agency.Id}"), StringComparison.Ordinal);
        await citizen.Json("POST", citizen.Mine("close"));
        Assert.DoesNotContain("emergency-banner", await Text(WithoutScript(citizen), $"/chat/{agency.Id}"), StringComparison.Ordinal);
    }

    private static TestClient WithoutScript(TestClient citizen) => new(citizen.Agency) { Cookie = $"muster-chat={citizen.Token}" };

    private static async Task<string> Text(TestClient client, string path)
    {
        using var answer = await client.Send("GET", path);
        Assert.Equal(200, (int)answer.StatusCode);
        return await TestClient.TextOf(answer);
    }
}
