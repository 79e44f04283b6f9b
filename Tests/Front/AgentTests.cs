using System.Text.Json;

namespace Muster.Tests.Front;

[Collection(SharedFront.Name)]
public sealed class AgentTests(FrontHost host)
{
    [Fact]
    public async Task An_available_agent_is_given_the_conversation_from_its_first_entry()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen("help");
        var sam = await agency.Sam();
        await using var stream = await sam.Events("agents/me/events");

        await sam.Json("PUT", "agents/me/presence", new { status = "available", capacity = 1 });

        var assigned = await stream.Until("assigned");
        Assert.Equal(citizen.Conversation, assigned.Conversation);
        Assert.Equal("general", assigned.Data.GetProperty("queue").GetString());
        var joined = await stream.Until("joined");
        Assert.Equal(
            ["started", "message", "waiting", "joined"],
            stream.Told.Where(told => told.Conversation == citizen.Conversation && told.Data.TryGetProperty("seq", out _) && told.Id is not null).Select(told => told.Kind));
        Assert.NotNull(joined.Id);
    }

    [Fact]
    public async Task Both_sides_read_each_other_in_order()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        await using var told = await citizen.Events(citizen.Mine("events"));
        await using var heard = await sam.Events("agents/me/events");

        await sam.Json("POST", citizen.Mine("messages"), new { messageId = "a-1", text = "Which one?" });
        await told.Until(message => message.Text == "Which one?", "the agent's words");
        await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "c-1", text = "Mill Street" });

        var reply = await heard.Until(message => message.Text == "Mill Street", "the citizen's words");
        Assert.Equal("citizen", reply.Data.GetProperty("author").GetProperty("role").GetString());
        Assert.Equal("Sam", told.Told.Single(message => message.Text == "Which one?").Data.GetProperty("author").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_console_goes_on_where_its_stream_broke_off()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        string cursor;
        await using (var stream = await sam.Events("agents/me/events"))
            cursor = (await stream.Until("joined")).Id!;
        await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "c-1", text = "missed" });

        await using var resumed = await sam.Events("agents/me/events", cursor);

        await resumed.Until(told => told.Text == "missed", "what was missed");
        Assert.DoesNotContain(resumed.Told, told => told.Kind is "assigned" or "started");
    }

    [Fact]
    public async Task A_cursor_that_we_never_gave_is_refused()
    {
        var sam = await (await host.NewAgency()).Sam();

        foreach (var cursor in (string[])["x", "AQ", "AgAA", "AQAAAAAA", new string('A', 3_000)])
            Assert.True(cursor == "AQ" || await sam.Problem("GET", "agents/me/events", null, ("Last-Event-ID", cursor)) == "invalid-request", cursor);
    }

    [Fact]
    public async Task What_counts_against_capacity_is_listed_exactly()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);

        var held = (await sam.Json("GET", "agents/me/conversations")).GetProperty("conversations");

        Assert.Equal(1, held.GetArrayLength());
        Assert.Equal((citizen.Conversation, "general", "active"),
            (held[0].GetProperty("id").GetString(), held[0].GetProperty("queue").GetString(), held[0].GetProperty("status").GetString()));
        Assert.Equal(1, (await sam.Json("GET", "agents/me")).GetProperty("inUse").GetInt32());
    }

    [Fact]
    public async Task A_closed_conversation_is_released_and_the_close_answers_the_same_again()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        await using var stream = await sam.Events("agents/me/events");
        var close = new { disposition = "resolved", note = "done" };

        var first = await sam.Json("POST", citizen.Mine("close"), close);
        var again = await sam.Json("POST", citizen.Mine("close"), close);

        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal(citizen.Conversation, (await stream.Until("released")).Conversation);
        Assert.Equal(0, (await sam.Json("GET", "agents/me/conversations")).GetProperty("conversations").GetArrayLength());
        Assert.Equal("conversation-closed", await citizen.Problem("POST", citizen.Mine("messages"), new { messageId = "late", text = "one more" }));
    }

    [Fact]
    public async Task An_offer_is_accepted_by_one_call()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen(queue: "asked");
        var sam = await agency.Sam();
        await using var stream = await sam.Events("agents/me/events");
        await sam.Json("PUT", "agents/me/presence", new { status = "available" });
        var offered = await stream.Until("offered");
        Assert.True(offered.Data.TryGetProperty("until", out _));
        Assert.False(offered.Data.TryGetProperty("consult", out _));

        await sam.Json("POST", $"conversations/{offered.Conversation}/accept");

        Assert.Equal(citizen.Conversation, (await stream.Until("assigned")).Conversation);
    }

    [Fact]
    public async Task A_declined_offer_is_released_and_waits_on()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen(queue: "asked");
        var sam = await agency.Sam();
        await using var stream = await sam.Events("agents/me/events");
        await sam.Json("PUT", "agents/me/presence", new { status = "available" });
        await stream.Until("offered");

        await sam.Json("POST", citizen.Mine("decline"));

        Assert.Equal(citizen.Conversation, (await stream.Until("released")).Conversation);
        Assert.Equal("waiting", (await citizen.Json("GET", citizen.Mine("").TrimEnd('/'))).GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_desk_knows_its_agency_and_whom_to_hand_over_to()
    {
        var agency = await host.NewAgency();
        var sam = await agency.Sam();

        var desk = await sam.Json("GET", "agencies/me");
        var colleagues = (await sam.Json("GET", "agencies/me/colleagues")).GetProperty("agents");

        Assert.Contains("resolved", desk.GetProperty("dispositions").EnumerateArray().Select(disposition => disposition.GetString()));
        Assert.True(desk.GetProperty("queues")[0].GetProperty("open").GetBoolean());
        var alex = Assert.Single(colleagues.EnumerateArray());
        Assert.Equal(("zffoulkes", "Alex"), (alex.GetProperty("username").GetString(), alex.GetProperty("alias").GetString()));
        Assert.All(agency.Staff.Values, member => Assert.DoesNotContain(member.StaffId, sam.Heard, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_sees_how_it_stands_where_they_could_hand_over_to()
    {
        var agency = await host.NewAgency(agency => agency with { ExpertGroups = [new("bridge-crew", "The bridge crew", "general", [new("bridges", 3)])], Priorities = [new("urgent", "Urgent", 600), new("soon", "Soon", 60)] });
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        var alex = await agency.Alex();
        await alex.Json("PUT", "agents/me/presence", new { status = "available", capacity = 2 });
        JsonElement seen, general, group, agent;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            seen = await sam.Json("GET", "agencies/me/handovers?queue=general&since=2026-11-22T08:00:00Z");
            (general, group) = (Of(seen, "queues", "id", "general"), Of(seen, "groups", "id", "bridge-crew"));
            agent = Of(seen, "agents", "username", "zffoulkes");
        }
        while (agent.GetProperty("free").ValueKind != JsonValueKind.Number || agent.GetProperty("free").GetInt32() != 2);

        Assert.True(general.GetProperty("open").GetBoolean());
        Assert.True(general.GetProperty("free").GetInt32() >= 2);
        Assert.Equal(0, general.GetProperty("waiting").GetInt32());
        Assert.Equal(JsonValueKind.Null, general.GetProperty("wait").GetProperty("low").ValueKind); // nothing has been learned yet
        Assert.Equal(("The bridge crew", "general", 0), (group.GetProperty("name").GetString(), group.GetProperty("queue").GetString(), group.GetProperty("free").GetInt32()));
        Assert.Equal(("Alex", "general", "available"), (agent.GetProperty("alias").GetString(), agent.GetProperty("queue").GetString(), agent.GetProperty("status").GetString()));
        Assert.Equal(["soon", "urgent"], seen.GetProperty("priorities").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.DoesNotContain(seen.GetProperty("agents").EnumerateArray(), one => one.GetProperty("username").GetString() == "sam.okafor");
        Assert.All(agency.Staff.Values, member => Assert.DoesNotContain(member.StaffId, sam.Heard, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_that_is_no_moment_is_refused()
    {
        var sam = await (await host.NewAgency()).Sam();

        Assert.Equal("invalid-request", await sam.Problem("GET", "agencies/me/handovers?since=yesterday"));
    }

    private static JsonElement Of(JsonElement answer, string list, string field, string value) =>
        answer.GetProperty(list).EnumerateArray().Single(one => one.GetProperty(field).GetString() == value);

    [Theory]
    [InlineData("""{"status":"sleeping"}""")]
    [InlineData("""{"status":"available","capacity":-1}""")]
    [InlineData("""{"status":"available","capacity":6}""")]
    public async Task Presence_outside_its_limits_is_refused(string body)
    {
        var sam = await (await host.NewAgency()).Sam();

        Assert.Equal("invalid-request", await sam.Problem("PUT", "agents/me/presence", body));
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_too_long_and_one_at_it_is_not()
    {
        var citizen = await (await host.NewAgency()).Citizen();

        Assert.Equal("message-too-long", await citizen.Problem("POST", citizen.Mine("messages"), new { messageId = "a", text = new string('x', 4_001) }));
        Assert.Equal("invalid-request", await citizen.Problem("POST", citizen.Mine("messages"), new { messageId = "b", text = " \n\t" }));
        Assert.Equal("invalid-request", await citizen.Problem("POST", citizen.Mine("messages"), new { messageId = new string('x', 65), text = "t" }));
        Assert.Equal("invalid-request", await citizen.Problem("POST", citizen.Mine("messages"), new { messageId = "a b", text = "t" }));
        await citizen.Json("POST", citizen.Mine("messages"), new { messageId = new string('x', 64), text = new string('x', 4_000) });
    }
}
