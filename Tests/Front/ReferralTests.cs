using System.Net;
using Muster.Agencies;
using Muster.Conversations;

namespace Muster.Tests.Front;

/// <summary>An agent sends a citizen to another way to reach the agency (S64).</summary>
[Collection(SharedFront.Name)]
public sealed class ReferralTests(FrontHost host)
{
    [Fact]
    public async Task The_citizen_reads_how_to_reach_the_agency_there_and_it_is_recorded_once()
    {
        var (citizen, agent) = await Held();
        var channel = (await agent.Json("GET", "agencies/me")).GetProperty("channels")[0].GetProperty("name").GetString();

        var first = await agent.Json("POST", $"conversations/{citizen.Conversation}/referral", new { channel, messageId = "r" });
        var again = await agent.Json("POST", $"conversations/{citizen.Conversation}/referral", new { channel, messageId = "r" });

        Assert.Equal(first.GetProperty("seq").GetInt32(), again.GetProperty("seq").GetInt32());
        var copy = await citizen.Json("GET", citizen.Mine("transcript?format=json"));
        var referred = Assert.Single(copy.GetProperty("entries").EnumerateArray(), entry => entry.GetProperty("kind").GetString() == EntryKind.Referred);
        Assert.Equal(("Counter", "1 Main Street", "https://www.example.org/counter"), (referred.GetProperty("to").GetString(), referred.GetProperty("text").GetString(), referred.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task What_the_agency_does_not_have_is_refused_and_changes_nothing()
    {
        var (citizen, agent) = await Held();

        Assert.Equal("invalid-request", await agent.Problem("POST", $"conversations/{citizen.Conversation}/referral", new { channel = "Fax" }));
        Assert.Equal("invalid-request", await agent.Problem("POST", $"conversations/{citizen.Conversation}/referral", new { }));
        Assert.Equal("invalid-request", await agent.Problem("POST", $"conversations/{citizen.Conversation}/referral", new { channel = "Counter", messageId = "r 1" }));

        Assert.DoesNotContain("Counter", await TestClient.TextOf(await citizen.Send("GET", citizen.Mine("transcript?format=txt"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_no_script_is_given_the_link()
    {
        var (citizen, agent) = await Held();
        await agent.Json("POST", $"conversations/{citizen.Conversation}/referral", new { channel = "Counter" });

        using var page = await new TestClient(citizen.Agency) { Cookie = $"muster-chat={citizen.Token}" }.Send("GET", $"/chat/{citizen.Agency.Id}");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("suggests another way to reach us. Counter: <a href=\"https://www.example.org/counter\" rel=\"noreferrer\">1 Main Street</a>", Words(await TestClient.TextOf(page)), StringComparison.Ordinal);
    }

    private static string Words(string page) => string.Join(' ', page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<(TestClient Citizen, TestClient Agent)> Held()
    {
        var agency = await host.NewAgency(settings => settings with { Channels = [new Channel("Counter", "1 Main Street", "https://www.example.org/counter")] });
        var citizen = await agency.Citizen();
        return (citizen, await agency.Holder(citizen));
    }
}
