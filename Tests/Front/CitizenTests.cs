using System.Collections.Immutable;
using System.Text.Json;
using Muster.Agencies;
using Muster.Identity;
using Muster.Queues;
using Muster.WebFront.Security;

namespace Muster.Tests.Front;

[Collection(SharedFront.Name)]
public sealed class CitizenTests(FrontHost host)
{
    [Fact]
    public async Task A_start_sent_again_is_the_same_conversation_with_a_working_token()
    {
        var agency = await host.NewAgency();
        var first = await agency.Citizen("first", secret: Some.Secret);

        using var answer = await new TestClient(agency).Send("POST", $"agencies/{agency.Id}/conversations", new { queue = "general", messageId = Some.Secret, text = "second" });
        var again = await TestClient.JsonOf(answer);

        Assert.Equal(200, (int)answer.StatusCode);
        foreach (var same in (string[])["id", "token", "reference", "seq"])
            Assert.Equal(first.Started.GetProperty(same).ToString(), again.GetProperty(same).ToString());
        await using var stream = await first.Events(first.Mine("events"));
        Assert.Equal("first", (await stream.Until("message")).Text);
    }

    [Fact]
    public async Task A_started_conversation_is_created_with_the_number_of_its_first_message()
    {
        var agency = await host.NewAgency();

        using var answer = await new TestClient(agency).Send("POST", $"agencies/{agency.Id}/conversations", new { queue = "general", messageId = Some.Secret, text = "hello" });

        Assert.Equal(201, (int)answer.StatusCode);
        var started = await TestClient.JsonOf(answer);
        Assert.Matches("^[a-z2-7]{26}$", started.GetProperty("id").GetString()!);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$", started.GetProperty("reference").GetString()!);
        Assert.Equal("waiting", started.GetProperty("status").GetString());
        Assert.True(started.GetProperty("wait").TryGetProperty("low", out _));
    }

    [Fact]
    public async Task The_secret_of_the_start_goes_back_to_its_citizen_and_never_to_staff()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen(secret: Some.Secret);
        var agent = await agency.Holder(citizen);
        await agent.Send("GET", $"conversations/{citizen.Conversation}/events", null, ("Accept", "application/json"));
        await agent.Send("GET", $"conversations/{citizen.Conversation}/transcript?format=json");

        await using var stream = await citizen.Events(citizen.Mine("events"));
        var message = await stream.Until("message");

        Assert.Equal(Some.Secret, message.Data.GetProperty("messageId").GetString());
        Assert.DoesNotContain(Some.Secret, agent.Heard, StringComparison.Ordinal);
        Assert.Contains(ConversationName.Of(agency.Id, Some.Secret).MessageId, agent.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_sent_again_gets_the_first_answer()
    {
        var citizen = await (await host.NewAgency()).Citizen();

        var first = await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "m-1", text = "one" });
        var again = await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "m-1", text = "one" });

        Assert.Equal(first.ToString(), again.ToString());
    }

    [Fact]
    public async Task A_message_of_unknown_outcome_may_be_sent_again_and_is_done_once()
    {
        var citizen = await (await host.NewAgency()).Citizen();
        var message = new { messageId = "m-1", text = "one" };

        host.Broken[citizen.Conversation] = true;
        var problem = await citizen.Problem("POST", citizen.Mine("messages"), message);
        host.Broken.Clear();
        var receipt = await citizen.Json("POST", citizen.Mine("messages"), message);

        Assert.Equal("overloaded", problem);
        Assert.Equal(4, receipt.GetProperty("seq").GetInt32());
    }

    [Fact]
    public async Task A_stream_resumes_after_the_last_id_on_any_front_without_a_gap()
    {
        var citizen = await (await host.NewAgency()).Citizen();
        await using var first = await citizen.Events(citizen.Mine("events"));
        var last = await first.Until("waiting");
        await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "m-1", text = "missed" });

        await using var byHeader = await citizen.Events(citizen.Mine("events"), last.Id);
        await using var byQuery = await citizen.Events(citizen.Mine($"events?after={last.Id}"));

        Assert.Equal("missed", (await byHeader.Until(told => told.Id is not null, "an entry")).Text);
        Assert.Equal("missed", (await byQuery.Until(told => told.Id is not null, "an entry")).Text);
    }

    [Fact]
    public async Task A_stream_begins_at_once_with_a_heartbeat()
    {
        var citizen = await (await host.NewAgency()).Citizen();

        await using var stream = await citizen.Events(citizen.Mine("events"));

        var first = await stream.Next();
        Assert.Equal(("heartbeat", 3), (first!.Kind, first.Seq));
        Assert.Null(first.Id);
    }

    [Fact]
    public async Task A_list_of_events_holds_what_the_stream_tells_and_says_where_to_go_on()
    {
        var citizen = await (await host.NewAgency()).Citizen();
        await using var stream = await citizen.Events(citizen.Mine("events"));
        await stream.Until("waiting");

        var list = await List(citizen, "events");

        Assert.Equal(
            stream.Told.Where(told => told.Id is not null).Select(told => told.Data.ToString()),
            list.GetProperty("events").EnumerateArray().Select(entry => entry.ToString()));
        Assert.Equal(3, list.GetProperty("next").GetInt32());
    }

    [Fact]
    public async Task A_list_that_waits_answers_as_soon_as_there_is_news()
    {
        var citizen = await (await host.NewAgency()).Citizen();
        var waiting = List(citizen, "events?after=3&wait=30");

        await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "m-1", text = "news" });

        var list = await TestClient.Soon(waiting);
        Assert.Equal("news", list.GetProperty("events")[0].GetProperty("text").GetString());
        Assert.Equal(4, list.GetProperty("next").GetInt32());
    }

    [Fact]
    public async Task Without_news_a_list_is_empty_and_stays_where_it_was()
    {
        var citizen = await (await host.NewAgency()).Citizen();

        var list = await List(citizen, "events?after=3");

        Assert.Equal("""{"events":[],"next":3}""", list.ToString());
    }

    [Theory]
    [InlineData("after=-1")]
    [InlineData("after=x")]
    [InlineData("after=1.5")]
    [InlineData("after=99999999999")]
    [InlineData("after=")]
    [InlineData("after=0&wait=31")]
    [InlineData("after=0&wait=-1")]
    public async Task Where_to_go_on_is_a_number(string query)
    {
        var citizen = await (await host.NewAgency()).Citizen();

        Assert.Equal("invalid-request", await citizen.Problem("GET", citizen.Mine($"events?{query}"), null, ("Accept", "application/json")));
    }

    [Fact]
    public async Task A_waiting_citizen_is_told_the_place_in_the_line()
    {
        var agency = await host.NewAgency();
        await agency.Citizen();
        var second = await agency.Citizen();

        await using var stream = await second.Events(second.Mine("events"));
        host.Beat();

        var place = await stream.Until("position");
        Assert.Equal(JsonValueKind.Null, place.Data.GetProperty("low").ValueKind);
        Assert.True(!place.Data.TryGetProperty("ahead", out var ahead) || ahead.GetInt32() is 0 or 1);
    }

    [Fact]
    public async Task A_closed_queue_refuses_a_start_unless_a_message_is_left()
    {
        var agency = await host.NewAgency(settings => settings with { Hours = [], SpecialDays = [], Queues = [.. settings.Queues.Select(queue => queue with { Hours = NeverOpen() })] });
        var client = new TestClient(agency);
        var start = $"agencies/{agency.Id}/conversations";

        Assert.Equal("queue-closed", await client.Problem("POST", start, new { queue = "general", messageId = Some.Secret, text = "hello" }));
        var left = await client.Json("POST", start, new { queue = "general", messageId = Some.Secret, text = "hello", leaveMessage = true });

        Assert.Equal("waiting", left.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_copy_has_one_line_for_each_entry_with_time_and_name()
    {
        var citizen = await (await host.NewAgency()).Citizen("two\nlines");
        using var answer = await citizen.Send("GET", citizen.Mine("transcript?format=txt"));

        var lines = (await TestClient.TextOf(answer)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];

        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("utf-8", answer.Content.Headers.ContentType?.CharSet);
        Assert.Contains(citizen.Started.GetProperty("reference").GetString()!, answer.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  [^:]+: .+$", line));
    }

    [Fact]
    public async Task A_copy_as_a_page_holds_no_markup_of_the_writers()
    {
        var citizen = await (await host.NewAgency()).Citizen("<script>alert(1)</script>");
        using var answer = await citizen.Send("GET", citizen.Mine("transcript?format=html"));

        Assert.DoesNotContain("<script", await TestClient.TextOf(answer), StringComparison.Ordinal);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Fact]
    public async Task An_agencys_page_says_what_a_citizen_needs_before_the_first_word()
    {
        var agency = await host.NewAgency();

        var page = await new TestClient(agency).Json("GET", $"agencies/{agency.Id}");

        Assert.Equal("Riverbend Council", page.GetProperty("name").GetString());
        var queue = page.GetProperty("queues")[0];
        Assert.True(queue.GetProperty("open").GetBoolean());
        Assert.Equal(0, queue.GetProperty("waiting").GetInt32());
        Assert.Equal(JsonValueKind.Null, queue.GetProperty("wait").GetProperty("low").ValueKind);
        foreach (var part in (string[])["greeting", "notices", "incident", "privacy", "channels", "emergencyNumber", "timeZone", "limits"])
            Assert.True(page.TryGetProperty(part, out _), part);
    }

    [Fact]
    public async Task Who_comes_while_somebody_is_free_is_told_a_minute_or_less_and_a_supervisor_sees_why_there_is_no_estimate()
    {
        var agency = await host.NewAgency();
        Assert.Equal(NoEstimate.NobodyServes, await WhyNot());
        var agent = await agency.Alex();
        await agent.Json("PUT", "agents/me/presence", new { status = "available", capacity = 1 });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        while (await WhyNot() is not null)
            patience.Token.ThrowIfCancellationRequested();

        var forecast = (await (await agency.SignIn("watcher")).Json("GET", "queues/general/board")).GetProperty("forecast");
        Assert.Equal((0, 60), (forecast.GetProperty("low").GetInt32(), forecast.GetProperty("high").GetInt32()));

        async Task<string?> WhyNot() => (await host.Grains.GetGrain<IQueueGrain>($"{agency.Id}/general").Board(Caller.System(agency.Id))).Value!.Outlook!.WhyNot;
    }

    private static async Task<JsonElement> List(TestClient citizen, string path)
    {
        using var answer = await citizen.Send("GET", citizen.Mine(path), null, ("Accept", "application/json"));
        Assert.Equal(200, (int)answer.StatusCode);
        return await TestClient.JsonOf(answer);
    }

    private static ImmutableArray<OpenHours> NeverOpen()
    {
        var farDay = (DayOfWeek)(((int)TimeProvider.System.GetUtcNow().DayOfWeek + 3) % 7);
        return [new OpenHours(farDay, new TimeOnly(9, 0), new TimeOnly(10, 0))];
    }
}
