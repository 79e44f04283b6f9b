using System.Text.Json;

namespace Muster.Tests.Front;

/// <summary>What a supervisor tells everybody who waits, and what those who are told say to it (N13).</summary>
[Collection(SharedFront.Name)]
public sealed class NoticeTests(FrontHost host)
{
    private const string Address = "queues/general/notice";
    private const string Url = "https://www.example.org/ramp";

    [Fact]
    public async Task A_supervisor_tells_everybody_in_the_line_and_takes_it_back()
    {
        var agency = await host.NewAgency();
        await agency.Citizen();
        var watcher = await agency.SignIn("watcher");

        var nothing = await watcher.Json("GET", Address);
        var sent = await watcher.Json("PUT", Address, Notice());
        var again = await watcher.Json("PUT", Address, Notice());
        var looked = await watcher.Json("GET", Address);
        var withdrawn = await watcher.Json("DELETE", $"{Address}/n-1");
        var withdrawnAgain = await watcher.Json("DELETE", $"{Address}/n-1");

        Assert.Equal("""{"notice":null,"waiting":1}""", nothing.ToString());
        var notice = sent.GetProperty("notice");
        Assert.Equal(["id", "text", "url", "at", "until"], notice.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("n-1", "The boat ramp is closed.", Url), (Text(notice, "id"), Text(notice, "text"), Text(notice, "url")));
        Assert.Equal(TimeSpan.FromMinutes(30), notice.GetProperty("until").GetDateTimeOffset() - notice.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(1, sent.GetProperty("waiting").GetInt32());
        Assert.Equal((sent.ToString(), sent.ToString()), (again.ToString(), looked.ToString()));
        Assert.Equal((nothing.ToString(), nothing.ToString()), (withdrawn.ToString(), withdrawnAgain.ToString()));
    }

    [Fact]
    public async Task Who_does_not_answer_for_the_queue_tells_its_line_nothing_and_does_not_hear_what_it_is_told()
    {
        var agency = await host.NewAgency();
        var watcher = await agency.SignIn("watcher");
        await watcher.Json("PUT", Address, Notice());
        foreach (var (who, problem) in ((string, string)[])[("xquackenbush", "not-allowed"), ("keeper", "not-allowed"), ("elsewhere", "not-found")])
        {
            var stranger = await agency.SignIn(who);
            Assert.Equal(problem, await stranger.Problem("GET", Address));
            Assert.Equal(problem, await stranger.Problem("PUT", Address, Notice("n-2")));
            Assert.Equal(problem, await stranger.Problem("DELETE", $"{Address}/n-1"));
        }

        Assert.Equal("not-found", await watcher.Problem("GET", "queues/permits/notice"));
        Assert.Equal("not-found", await watcher.Problem("PUT", "queues/no-such-queue/notice", Notice()));
        Assert.Equal("n-1", Text((await watcher.Json("GET", Address)).GetProperty("notice"), "id"));
    }

    [Theory]
    [InlineData("""{"text":"t","url":"https://www.example.org/","minutes":1}""", "id")]
    [InlineData("""{"id":"n-1","url":"https://www.example.org/","minutes":1}""", "text")]
    [InlineData("""{"id":"n-1","text":"t","minutes":1}""", "url")]
    [InlineData("""{"id":"n-1","text":"t","url":"https://www.example.org/"}""", "minutes")]
    public async Task What_is_missing_is_named(string body, string field)
    {
        var watcher = await (await host.NewAgency()).SignIn("watcher");

        Assert.Equal(("invalid-request", field), await FieldOf(watcher, "PUT", Address, body));
    }

    [Fact]
    public async Task What_cannot_be_told_is_refused()
    {
        var watcher = await (await host.NewAgency()).SignIn("watcher");

        Assert.Equal("invalid-request", await watcher.Problem("PUT", Address, new { id = "n-1", text = "t", url = "http://www.example.org/", minutes = 1 }));
        Assert.Equal("invalid-request", await watcher.Problem("PUT", Address, new { id = "n-1", text = "t", url = Url, minutes = 1_441 }));
        Assert.Equal("message-too-long", await watcher.Problem("PUT", Address, new { id = "n-1", text = new string('x', 501), url = Url, minutes = 1 }));
        Assert.Equal(JsonValueKind.Null, (await watcher.Json("GET", Address)).GetProperty("notice").ValueKind);
    }

    [Fact]
    public async Task Whoever_waits_is_told_once_and_told_again_when_it_is_taken_back()
    {
        var agency = await host.NewAgency();
        var (citizen, watcher) = (await agency.Citizen(), await agency.SignIn("watcher"));
        await using var stream = await citizen.Events(citizen.Mine("events"));
        await stream.Until("waiting");

        var sent = await watcher.Json("PUT", Address, Notice());
        var told = await Heard(stream, citizen, "notice");
        await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "m-1", text = "Thank you" });
        await Heard(stream, citizen, "message");
        await watcher.Json("DELETE", $"{Address}/n-1");
        var withdrawn = await Heard(stream, citizen, "notice");

        Assert.Equal(sent.GetProperty("notice").EnumerateObject().Select(field => field.Name), told.Data.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("n-1", "The boat ramp is closed.", Url), (Text(told.Data, "id"), told.Text, Text(told.Data, "url")));
        Assert.Equal(sent.GetProperty("notice").GetProperty("until").GetDateTimeOffset(), told.Data.GetProperty("until").GetDateTimeOffset());
        Assert.Equal("{}", withdrawn.Data.ToString());
        Assert.Equal((null, null), (told.Id, withdrawn.Id));
        Assert.Equal(2, stream.Told.Count(one => one.Kind == "notice"));
    }

    [Fact]
    public async Task A_conversation_that_waits_says_what_its_line_is_told_until_it_is_answered()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        Assert.Equal(JsonValueKind.Null, (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("notice").ValueKind);
        await (await agency.SignIn("watcher")).Json("PUT", Address, Notice());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));

        JsonElement notice;
        while ((notice = (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("notice")).ValueKind == JsonValueKind.Null)
        {
            patience.Token.ThrowIfCancellationRequested();
            (await citizen.Send("GET", citizen.Mine("events?after=999&wait=1"), null, ("Accept", "application/json"))).Dispose(); // a front looks at an agency's lines once a second, and nothing comes of this meanwhile
        }

        await citizen.Json("POST", citizen.Mine("notice-answer"), new { notice = "n-1", helped = false });

        Assert.Equal(["id", "text", "url", "at", "until"], notice.EnumerateObject().Select(field => field.Name));
        Assert.Equal("n-1", Text(notice, "id"));
        var answered = await citizen.Json("GET", $"conversations/{citizen.Conversation}");
        Assert.Equal(("waiting", JsonValueKind.Null), (Text(answered, "status"), answered.GetProperty("notice").ValueKind));
    }

    [Fact]
    public async Task Whom_it_does_not_help_waits_on_and_whom_it_helps_leaves_and_may_rate()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        await (await agency.SignIn("watcher")).Json("PUT", Address, Notice());
        await using var stream = await citizen.Events(citizen.Mine("events"));

        var notEnough = await citizen.Json("POST", citizen.Mine("notice-answer"), new { notice = "n-1", helped = false });
        var again = await citizen.Json("POST", citizen.Mine("notice-answer"), new { notice = "n-1", helped = false });
        var helped = await citizen.Json("POST", citizen.Mine("notice-answer"), new { notice = "n-1", helped = true });
        var helpedAgain = await citizen.Json("POST", citizen.Mine("notice-answer"), new { notice = "n-1", helped = true });
        await citizen.Json("POST", citizen.Mine("rating"), new { resolved = true, satisfaction = 5 });

        Assert.Equal((notEnough.ToString(), helped.ToString()), (again.ToString(), helpedAgain.ToString()));
        var first = await stream.Until("notice-answer");
        Assert.False(first.Data.GetProperty("helped").GetBoolean());
        Assert.Equal(("The boat ramp is closed.", Url, notEnough.GetProperty("seq").GetInt32()), (first.Text, Text(first.Data, "url"), first.Seq));
        Assert.True((await stream.Until("notice-answer")).Data.GetProperty("helped").GetBoolean());
        Assert.Equal("answered-by-notice", Text((await stream.Until("closed")).Data, "outcome"));
        await stream.Until("rated");
        Assert.Equal("closed", Text(await citizen.Json("GET", $"conversations/{citizen.Conversation}"), "status"));
    }

    [Fact]
    public async Task What_is_not_told_or_not_theirs_to_answer_is_refused()
    {
        var agency = await host.NewAgency();
        var (citizen, other) = (await agency.Citizen(), await agency.Citizen());
        await (await agency.SignIn("watcher")).Json("PUT", Address, Notice());
        var answer = new { notice = "n-1", helped = true };

        Assert.Equal("not-found", await citizen.Problem("POST", citizen.Mine("notice-answer"), new { notice = "n-2", helped = true }));
        Assert.Equal("not-found", await other.Problem("POST", citizen.Mine("notice-answer"), answer));
        Assert.Equal(("invalid-request", "notice"), await FieldOf(citizen, "POST", citizen.Mine("notice-answer"), """{"helped":true}"""));
        Assert.Equal(("invalid-request", "helped"), await FieldOf(citizen, "POST", citizen.Mine("notice-answer"), """{"notice":"n-1"}"""));
        var agent = await agency.Holder(citizen);
        Assert.Equal("not-allowed", await agent.Problem("POST", citizen.Mine("notice-answer"), answer));
        Assert.Equal("not-allowed", await citizen.Problem("POST", citizen.Mine("notice-answer"), answer));
    }

    private static object Notice(string id = "n-1") => new { id, text = "The boat ramp is closed.", url = Url, minutes = 30 };

    /// <summary>The next of its kind; meanwhile the feeds' seconds pass as often as something is asked.</summary>
    private async Task<TestEvent> Heard(EventReader stream, TestClient citizen, string kind)
    {
        var told = stream.Until(kind);
        while (!told.IsCompleted)
        {
            host.Beat();
            await citizen.Json("GET", $"conversations/{citizen.Conversation}");
        }

        return await told;
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static async Task<(string Problem, string? Field)> FieldOf(TestClient client, string method, string path, string body)
    {
        using var answer = await client.Send(method, path, body);
        return (await TestClient.ProblemOf(answer, path), Text(await TestClient.JsonOf(answer), "field"));
    }
}
