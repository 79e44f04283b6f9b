using System.Text.Json;

namespace Muster.Tests.Front;

/// <summary>An agent asks another for advice and keeps the conversation (A13), over HTTP.</summary>
[Collection(SharedFront.Name)]
public sealed class ConsultTests(FrontHost host)
{
    [Fact]
    public async Task The_expert_reads_along_on_their_own_stream_and_advises_and_the_citizen_is_told_nothing()
    {
        var (citizen, sam) = await Held();
        await sam.Json("POST", $"conversations/{citizen.Conversation}/consults", new { queue = "permits", question = "Which form?", messageId = "q" });
        var alex = await citizen.Agency.Alex();
        await using var stream = await alex.Events("agents/me/events");

        await alex.Json("PUT", "agents/me/presence", new { status = "available", capacity = 1 });
        var assigned = await stream.Until(told => told.Kind == "assigned", "the consult");
        var consult = assigned.Conversation!;
        var words = await stream.Until(told => told.Kind == "message" && told.Conversation == citizen.Conversation, "what the citizen wrote");
        var asked = await stream.Until(told => told.Kind == "consult-asked", "the question");
        await alex.Json("POST", $"conversations/{citizen.Conversation}/notes", new { text = "The blue form", messageId = "n" });
        var advice = await stream.Until(told => told.Kind == "note", "their own advice");

        Assert.Equal(citizen.Conversation, assigned.Data.GetProperty("consultOf").GetString());
        Assert.Equal("Is the bridge open?", words.Data.GetProperty("text").GetString());
        Assert.Equal(("Which form?", consult), (asked.Data.GetProperty("text").GetString(), asked.Data.GetProperty("consult").GetString()));
        Assert.Equal("The blue form", advice.Data.GetProperty("text").GetString());
        Assert.Equal(citizen.Conversation, (await alex.Json("GET", "agents/me/conversations")).GetProperty("conversations")[0].GetProperty("consultOf").GetString());
        Assert.Equal(citizen.Conversation, (await alex.Json("GET", $"conversations/{consult}")).GetProperty("consultOf").GetString());
        Assert.Equal("not-found", await alex.Problem("POST", $"conversations/{citizen.Conversation}/messages", new { text = "Hello", messageId = "m" }));
        foreach (var form in (string[])["json", "txt", "html"])
        {
            var copy = await Copy(citizen, form, citizen.Conversation);
            Assert.Contains("Is the bridge open?", copy, StringComparison.Ordinal);
            Assert.All(["Which form?", "blue form", "consult", consult], secret => Assert.DoesNotContain(secret, copy, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Whoever_may_say_no_to_it_is_told_that_it_is_a_question_of_a_colleagues()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var alex = await agency.Holder(citizen, "zffoulkes");
        await alex.Json("POST", $"conversations/{citizen.Conversation}/consults", new { queue = "asked", question = "Which form?", messageId = "q" });
        var sam = await agency.Sam();
        await using var stream = await sam.Events("agents/me/events");
        await sam.Json("PUT", "agents/me/presence", new { status = "available", capacity = 1 });

        var offered = await stream.Until("offered");
        var listed = (await sam.Json("GET", "agents/me/conversations")).GetProperty("conversations")[0];
        await sam.Json("POST", $"conversations/{offered.Conversation}/accept");
        var assigned = await stream.Until("assigned");

        Assert.True(offered.Data.GetProperty("consult").GetBoolean());
        Assert.False(offered.Data.TryGetProperty("consultOf", out _)); // it is not theirs to know before
        Assert.Equal((true, JsonValueKind.Null), (listed.GetProperty("consult").GetBoolean(), listed.GetProperty("consultOf").ValueKind));
        Assert.Equal((true, citizen.Conversation), (assigned.Data.GetProperty("consult").GetBoolean(), assigned.Data.GetProperty("consultOf").GetString()));
    }

    [Fact]
    public async Task Ended_by_who_asked_the_expert_sees_no_more_of_it()
    {
        var (citizen, sam) = await Held();
        await using var own = await sam.Events("agents/me/events");
        await sam.Json("POST", $"conversations/{citizen.Conversation}/consults", new { queue = "permits", question = "Which form?", messageId = "q" });
        var alex = await citizen.Agency.Alex();
        await using var stream = await alex.Events("agents/me/events");
        await alex.Json("PUT", "agents/me/presence", new { status = "available", capacity = 1 });
        await stream.Until(told => told.Kind == "consult-asked", "the question");
        var joined = await own.Until(told => told.Kind == "consult-joined", "that somebody advises");
        var consult = joined.Data.GetProperty("consult").GetString();

        var first = await sam.Json("POST", $"conversations/{citizen.Conversation}/consults/end", new { consult });
        var again = await sam.Json("POST", $"conversations/{citizen.Conversation}/consults/end", new { consult });
        await stream.Until(told => told.Kind == "released" && told.Conversation == citizen.Conversation, "that it is over");

        Assert.Equal(first.GetProperty("seq").GetInt32(), again.GetProperty("seq").GetInt32());
        Assert.Equal("Alex", joined.Data.GetProperty("author").GetProperty("name").GetString());
        Assert.Equal("not-found", await alex.Problem("GET", $"conversations/{citizen.Conversation}"));
        Assert.Equal("not-found", await alex.Problem("POST", $"conversations/{citizen.Conversation}/notes", new { text = "More", messageId = "n" }));
        Assert.Empty((await alex.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray());
    }

    [Fact]
    public async Task The_expert_ends_it_without_naming_anything()
    {
        var (citizen, sam) = await Held();
        await using var own = await sam.Events("agents/me/events");
        await sam.Json("POST", $"conversations/{citizen.Conversation}/consults", new { agent = "zffoulkes", queue = "permits", question = "Which form?" });
        var alex = await citizen.Agency.Alex();
        await using var stream = await alex.Events("agents/me/events");
        await alex.Json("PUT", "agents/me/presence", new { status = "available", capacity = 1 });
        var consult = (await stream.Until(told => told.Kind == "assigned", "the consult")).Conversation!;

        Assert.Equal("not-allowed", await alex.Problem("POST", $"conversations/{consult}/messages", new { text = "Hello", messageId = "m" }));
        await alex.Json("POST", $"conversations/{consult}/close", new { });

        Assert.Equal("expert", (await own.Until(told => told.Kind == "consult-ended", "that it is over")).Data.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_changes_nothing()
    {
        var (citizen, sam) = await Held();
        var consults = $"conversations/{citizen.Conversation}/consults";

        Assert.Equal("invalid-request", await sam.Problem("POST", consults, new { queue = "permits" }));
        Assert.Equal("invalid-request", await sam.Problem("POST", consults, new { question = "Which form?" }));
        Assert.Equal("invalid-request", await sam.Problem("POST", consults, new { queue = "permits", question = "Which form?", messageId = "q 1" }));
        Assert.Equal("message-too-long", await sam.Problem("POST", consults, new { queue = "permits", question = new string('w', 4_001) }));
        Assert.Equal("unknown-queue", await sam.Problem("POST", consults, new { queue = "nowhere", question = "Which form?" }));
        Assert.Equal("invalid-request", await sam.Problem("POST", $"{consults}/end", new { consult = "none" }));
        Assert.Equal("not-found", await sam.Problem("POST", $"{consults}/end", new { consult = new string('a', 26) }));

        Assert.DoesNotContain("consult", await Copy(sam, "json", citizen.Conversation), StringComparison.Ordinal);
    }

    private static async Task<string> Copy(TestClient reader, string form, string conversation)
    {
        using var answer = await reader.Send("GET", $"conversations/{conversation}/transcript?format={form}");
        return await TestClient.TextOf(answer);
    }

    private async Task<(TestClient Citizen, TestClient Sam)> Held()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        return (citizen, await agency.Holder(citizen));
    }
}
