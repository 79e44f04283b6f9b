using System.Text.Json;

namespace Muster.Tests.Front;

/// <summary>What a supervisor sees of the conversations of their queues, and does about one (S106).</summary>
[Collection(SharedFront.Name)]
public sealed class OversightTests(FrontHost host)
{
    [Fact]
    public async Task A_supervisor_is_shown_who_waits_and_who_has_the_others_and_nobody_else_is()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        await sam.Json("PUT", "agents/me/presence", new { status = "busy" });
        var waiting = await agency.Citizen("Is it still raining?");
        var (watcher, elsewhere) = (await agency.SignIn("watcher"), await agency.SignIn("elsewhere"));

        var open = await watcher.Json("GET", "queues/general/conversations");
        Assert.Equal("not-found", await elsewhere.Problem("GET", "queues/general/conversations")); // however lately it was looked up for somebody else

        var held = Assert.Single(open.GetProperty("held").EnumerateArray());
        Assert.Equal((citizen.Conversation, "Sam", "active"), (held.GetProperty("id").GetString(), held.GetProperty("agent").GetString(), held.GetProperty("status").GetString()));
        Assert.NotEqual(JsonValueKind.Null, held.GetProperty("waitsSince").ValueKind);
        Assert.Equal(waiting.Conversation, Assert.Single(open.GetProperty("waiting").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal((1, 1), (open.GetProperty("ofWaiting").GetInt32(), open.GetProperty("ofHeld").GetInt32()));
        Assert.Equal("not-found", await watcher.Problem("GET", "queues/permits/conversations"));
        Assert.Equal("not-allowed", await sam.Problem("GET", "queues/general/conversations"));

        using var page = await watcher.Send("GET", "/board/queues/general");
        var text = await TestClient.TextOf(page);
        Assert.Contains($"/board/conversations/{citizen.Conversation}", text, StringComparison.Ordinal);
        Assert.Contains($"/board/conversations/{waiting.Conversation}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("raining", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whisper_reaches_the_agent_and_not_the_citizen()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        var watcher = await agency.SignIn("watcher");

        var first = await watcher.Json("POST", citizen.Mine("notes"), new { messageId = "w-1", text = "Ask about the dog." });
        var again = await watcher.Json("POST", citizen.Mine("notes"), new { messageId = "w-1", text = "Ask about the dog." });

        Assert.Equal(first.GetProperty("seq").GetInt32(), again.GetProperty("seq").GetInt32());
        var note = Assert.Single(await Entries(sam, citizen), entry => Kind(entry) == "note");
        Assert.Equal(("supervisor", "Robin", "Ask about the dog."), (Role(note), note.GetProperty("author").GetProperty("name").GetString(), note.GetProperty("text").GetString()));
        Assert.DoesNotContain(await Entries(citizen, citizen), entry => Kind(entry) == "note");
        await AssertAudited(agency, "whispered", 2);
    }

    [Fact]
    public async Task A_supervisor_steps_in_and_the_agent_keeps_the_conversation()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var watcher = await agency.SignIn("watcher");
        var message = new { messageId = "s-1", text = "I am the supervisor." };
        Assert.Equal("not-allowed", await watcher.Problem("POST", citizen.Mine("messages"), message)); // nobody has answered yet
        var sam = await agency.Holder(citizen);

        await watcher.Json("POST", citizen.Mine("messages"), message);

        var said = (await Entries(citizen, citizen)).Last(entry => Kind(entry) == "message");
        Assert.Equal(("supervisor", "Robin", "I am the supervisor."), (Role(said), said.GetProperty("author").GetProperty("name").GetString(), said.GetProperty("text").GetString()));
        Assert.Single((await sam.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray());
        await sam.Json("POST", citizen.Mine("messages"), new { messageId = "s-1", text = "And I am Sam." }); // ids of different people never meet
        Assert.Equal("not-found", await (await agency.SignIn("elsewhere")).Problem("POST", citizen.Mine("messages"), message));
        await AssertAudited(agency, "stepped-in", 1);
    }

    [Fact]
    public async Task A_supervisor_takes_a_conversation_from_its_agent_once()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        var watcher = await agency.SignIn("watcher");
        var handover = new { messageId = "t-1", queue = "general", agent = "zffoulkes", note = "Alex knows bridges." };

        Assert.Equal("not-found", await (await agency.SignIn("elsewhere")).Problem("POST", citizen.Mine("transfer"), handover));
        var told = await watcher.Json("POST", citizen.Mine("transfer"), handover);

        Assert.Empty((await sam.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray());
        Assert.Equal("not-found", await sam.Problem("POST", citizen.Mine("messages"), new { messageId = "m", text = "Still there?" }));
        var alex = await agency.Holder(citizen, "zffoulkes");

        var again = await watcher.Json("POST", citizen.Mine("transfer"), handover);

        Assert.Equal(told.GetProperty("seq").GetInt32(), again.GetProperty("seq").GetInt32());
        Assert.Single((await alex.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray());
        Assert.Equal("supervisor", Role(Assert.Single(await Entries(alex, citizen), entry => Kind(entry) == "transferred")));
        await AssertAudited(agency, "reassigned", 2);
    }

    [Fact]
    public async Task What_was_taken_from_an_agent_for_whoever_is_next_does_not_come_back_to_them_at_once()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);

        await (await agency.SignIn("watcher")).Json("POST", citizen.Mine("transfer"), new { queue = "general", note = "Needs another pair of eyes." });

        Assert.Equal("waiting", (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("status").GetString());
        await agency.Holder(citizen, "zffoulkes");
        Assert.Empty((await sam.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray());
    }

    [Fact]
    public async Task A_supervisor_hands_a_conversation_to_experts_by_the_form_of_the_page()
    {
        var agency = await host.NewAgency(settings => settings with { ExpertGroups = [new("bridge-crew", "The bridge crew", "permits", [new("bridges", 3)])] });
        var citizen = await agency.Citizen();
        await agency.Holder(citizen);
        var watcher = await agency.SignIn("watcher");
        var page = $"/board/conversations/{citizen.Conversation}";
        using var shown = await watcher.Send("GET", page);
        Assert.Contains("Experts: The bridge crew", await TestClient.TextOf(shown), StringComparison.Ordinal);

        using var sent = await watcher.Send("POST", page, new FormUrlEncodedContent(
            [new("what", "transfer"), new("from", "general"), new("messageId", "t-1"), new("queue", "group:bridge-crew"), new("agent", ""), new("note", "Which crew?")]));

        Assert.Equal((303, "/board/queues/general"), ((int)sent.StatusCode, sent.Headers.Location?.OriginalString));
        Assert.Equal("permits", (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("queue").GetString());
    }

    [Fact]
    public async Task A_supervisor_ends_a_conversation_and_frees_its_agent()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var watcher = await agency.SignIn("watcher");
        var sam = await agency.Holder(citizen);
        Assert.Equal("invalid-request", await watcher.Problem("POST", citizen.Mine("close"), new { disposition = "made-up" }));

        var told = await watcher.Json("POST", citizen.Mine("close"), new { disposition = "resolved", note = "A test." });
        var again = await watcher.Json("POST", citizen.Mine("close"), new { disposition = "resolved" });

        Assert.Equal(told.GetProperty("seq").GetInt32(), again.GetProperty("seq").GetInt32());
        Assert.Empty((await sam.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray());
        Assert.Equal("closed", (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("status").GetString());
        Assert.Equal("conversation-closed", await sam.Problem("POST", citizen.Mine("close"), new { disposition = "referred", note = "Rings back." })); // their note is not in it
        await AssertAudited(agency, "ended", 2);
    }

    [Fact]
    public async Task A_supervisor_moves_a_conversation_that_waits_and_ends_it()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var (watcher, elsewhere) = (await agency.SignIn("watcher"), await agency.SignIn("elsewhere"));
        var move = new { messageId = "t-1", queue = "permits", note = "Bridges." };
        Assert.Equal("not-allowed", await watcher.Problem("POST", citizen.Mine("transfer"), new { queue = "general", note = "Bridges." })); // it waits there already
        Assert.Equal("unknown-queue", await watcher.Problem("POST", citizen.Mine("transfer"), new { queue = "no-such-queue", note = "Bridges." }));
        Assert.Equal("invalid-request", await watcher.Problem("POST", citizen.Mine("transfer"), new { queue = "permits" })); // nobody starts from nothing

        var moved = await watcher.Json("POST", citizen.Mine("transfer"), move);
        var again = await watcher.Json("POST", citizen.Mine("transfer"), move);

        Assert.Equal(moved.GetProperty("seq").GetInt32(), again.GetProperty("seq").GetInt32());
        Assert.Equal("not-found", await watcher.Problem("POST", citizen.Mine("close"), new { disposition = "resolved" })); // another's area by now
        Assert.Equal(("permits", "waiting"), (Text(await Now(citizen), "queue"), Text(await Now(citizen), "status")));
        await elsewhere.Json("POST", citizen.Mine("close"), new { disposition = "resolved", note = "A test." });
        Assert.Equal("closed", Text(await Now(citizen), "status"));
        Assert.Equal("ended-in-line", (await Entries(citizen, citizen)).Single(entry => Kind(entry) == "closed").GetProperty("outcome").GetString());
        await AssertAudited(agency, "reassigned", 2);
    }

    [Fact]
    public async Task A_supervisor_takes_a_conversation_over_by_the_page_and_answers_it_at_their_console()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        var watcher = await agency.SignIn("watcher");
        var page = $"/board/conversations/{citizen.Conversation}";
        Task<HttpResponseMessage> Take() => watcher.Send("POST", page, new FormUrlEncodedContent([new("what", "take"), new("messageId", "t")]));

        Assert.Equal("not-allowed", await sam.Problem("POST", citizen.Mine("take")));
        Assert.Equal("not-found", await (await agency.SignIn("elsewhere")).Problem("POST", citizen.Mine("take")));
        using var tooSoon = await Take();
        Assert.Equal((303, $"{page}?problem=room"), ((int)tooSoon.StatusCode, tooSoon.Headers.Location?.OriginalString));
        using var told = await watcher.Send("GET", $"{page}?problem=room");
        Assert.Contains("You did not get it: you are not available at your console", await TestClient.TextOf(told), StringComparison.Ordinal);

        await watcher.Json("PUT", "agents/me/presence", new { status = "available" });
        using var taken = await Take();
        var again = await watcher.Json("POST", citizen.Mine("take"), new { messageId = "t" });

        Assert.Equal((303, "/console"), ((int)taken.StatusCode, taken.Headers.Location?.OriginalString));
        Assert.Empty((await sam.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray());
        Assert.Equal(citizen.Conversation, Text(Assert.Single((await watcher.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray()), "id"));
        await watcher.Json("POST", citizen.Mine("messages"), new { messageId = "m", text = "I have it now." });
        Assert.Equal("agent", Role(Assert.Single(await Entries(citizen, citizen), entry => Kind(entry) == "message" && Text(entry, "text") == "I have it now.")));
        using var after = await watcher.Send("GET", page);
        Assert.Contains("Robin, a supervisor, took it over from Sam.", await TestClient.TextOf(after), StringComparison.Ordinal);
        Assert.Equal("taken-over", (await Entries(citizen, citizen)).First(entry => entry.GetProperty("seq").GetInt32() == again.GetProperty("seq").GetInt32()).GetProperty("reason").GetString());
        await AssertAudited(agency, "taken-over", 2);
    }

    [Fact]
    public async Task The_forms_of_the_page_move_what_waits_and_end_it_and_its_citizen_reads_where_else_to_go()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var watcher = await agency.SignIn("watcher");
        var page = $"/board/conversations/{citizen.Conversation}";
        Task<HttpResponseMessage> Send(string what, params KeyValuePair<string, string>[] fields) =>
            watcher.Send("POST", page, new FormUrlEncodedContent([new("what", what), .. fields]));

        using var shown = await watcher.Send("GET", page);
        var forms = await TestClient.TextOf(shown);
        using var named = await Send("transfer", new("messageId", "t"), new("from", "general"), new("agent", "zffoulkes"), new("note", "Bridges."));
        using var ended = await Send("close", new KeyValuePair<string, string>("disposition", "resolved"));

        foreach (var part in (string[])["Move it, with its age", "End the conversation"])
            Assert.Contains(part, forms, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"what\" value=\"message\"", forms, StringComparison.Ordinal); // nobody steps in where nobody is
        Assert.Equal((303, "/board/queues/general"), ((int)named.StatusCode, named.Headers.Location?.OriginalString));
        Assert.Equal((303, page), ((int)ended.StatusCode, ended.Headers.Location?.OriginalString));
        Assert.Equal("Robin", (await Entries(citizen, citizen)).Single(entry => Kind(entry) == "closed").GetProperty("author").GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_page_says_who_has_no_room_and_a_tick_gives_it_to_them_all_the_same()
    {
        var agency = await host.NewAgency();
        var first = await agency.Citizen();
        var sam = await agency.Holder(first);
        await sam.Json("PUT", "agents/me/presence", new { status = "available", capacity = 1 });
        var second = await agency.Citizen();
        var watcher = await agency.SignIn("watcher");
        var page = $"/board/conversations/{second.Conversation}";
        await using var stream = await sam.Events("agents/me/events");

        using var shown = await watcher.Send("GET", page);
        Assert.Contains("No room: Sam (1 of 1).", await TestClient.TextOf(shown), StringComparison.Ordinal);
        Assert.Equal("invalid-request", await watcher.Problem("POST", second.Mine("transfer"), new { queue = "permits", note = "Floods.", beyondLimit = true }));
        using var given = await watcher.Send("POST", page, new FormUrlEncodedContent([new("what", "transfer"), new("messageId", "t"), new("agent", "xquackenbush"), new("note", "Floods."), new("beyondLimit", "on")]));
        await stream.Until(told => told.Kind == "assigned" && told.Conversation == second.Conversation, "the assignment");

        var why = (await watcher.Json("GET", second.Mine("why"))).GetProperty("assignments");
        Assert.Equal("Robin", Text(Assert.Single(why.EnumerateArray()), "beyondLimitBy"));
        using var after = await watcher.Send("GET", page);
        Assert.Contains("Robin gave it to Sam beyond the limit", await TestClient.TextOf(after), StringComparison.Ordinal);
        await AssertAudited(agency, "given-beyond-limit", 1);
    }

    [Fact]
    public async Task What_waits_is_made_more_urgent_on_the_page_and_no_citizen_reads_how_urgent_it_is()
    {
        var agency = await host.NewAgency(settings => settings with { Priorities = [new("urgent", "Urgent", 600)] });
        var citizen = await agency.Citizen();
        var watcher = await agency.SignIn("watcher");
        var page = $"/board/conversations/{citizen.Conversation}";

        using var shown = await watcher.Send("GET", page);
        Assert.Contains("<option value=\"urgent\">Urgent</option>", await TestClient.TextOf(shown), StringComparison.Ordinal);
        using var raised = await watcher.Send("POST", page, new FormUrlEncodedContent([new("what", "transfer"), new("messageId", "t"), new("from", "general"), new("queue", "general"), new("priority", "urgent"), new("note", "Floods.")]));
        Assert.Equal((303, "/board/queues/general"), ((int)raised.StatusCode, raised.Headers.Location?.OriginalString));

        Assert.Equal("urgent", (await Entries(watcher, citizen)).Single(entry => Kind(entry) == "transferred").GetProperty("priority").GetString());
        Assert.DoesNotContain("urgent", (await citizen.Json("GET", citizen.Mine("transcript?format=json"))).GetRawText(), StringComparison.Ordinal);
        using var after = await watcher.Send("GET", page);
        Assert.DoesNotContain("id=\"urgency\"", await TestClient.TextOf(after), StringComparison.Ordinal);
        Assert.Equal("invalid-request", await watcher.Problem("POST", citizen.Mine("transfer"), new { queue = "general", note = "Floods.", priority = "sooner" }));
    }

    [Fact]
    public async Task A_citizen_who_left_the_line_can_be_ended_again_without_harm()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var left = await citizen.Json("POST", citizen.Mine("close"));

        var told = await (await agency.SignIn("watcher")).Json("POST", citizen.Mine("close"), new { disposition = "resolved" });

        Assert.Equal(left.GetProperty("seq").GetInt32(), told.GetProperty("seq").GetInt32());
        await AssertAudited(agency, "ended", 0);
    }

    [Fact]
    public async Task The_forms_of_the_page_do_the_same_and_keep_what_cannot_be_taken()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        await agency.Holder(citizen);
        var watcher = await agency.SignIn("watcher");
        var page = $"/board/conversations/{citizen.Conversation}";
        Task<HttpResponseMessage> Send(string what, params KeyValuePair<string, string>[] fields) =>
            watcher.Send("POST", page, new FormUrlEncodedContent([new("what", what), .. fields]));

        using var whispered = await Send("note", new("messageId", "w"), new("text", "Slowly."));
        Assert.Equal((303, page), ((int)whispered.StatusCode, whispered.Headers.Location?.OriginalString));
        using var tooLong = await Send("message", new("messageId", "m"), new("text", new string('x', 4_001)));
        Assert.Equal(422, (int)tooLong.StatusCode);
        Assert.Contains(new string('x', 4_001), await TestClient.TextOf(tooLong), StringComparison.Ordinal);
        using var withoutId = await Send("message", new KeyValuePair<string, string>("text", "Hello"));
        Assert.Equal(422, (int)withoutId.StatusCode);
        using var said = await Send("message", new("messageId", "m"), new("text", "Hello, I am Robin."));
        Assert.Equal(303, (int)said.StatusCode);
        using var nowhere = await Send("transfer", new("messageId", "t"), new("queue", "no-such-queue"), new("note", "Who?"));
        Assert.Equal((303, $"{page}?problem=1"), ((int)nowhere.StatusCode, nowhere.Headers.Location?.OriginalString));

        using var unheardOf = await Send("dance", new KeyValuePair<string, string>("messageId", "d"));
        Assert.Equal($"{page}?problem=1", unheardOf.Headers.Location?.OriginalString);

        using var shown = await watcher.Send("GET", page);
        var text = await TestClient.TextOf(shown);
        foreach (var part in (string[])["Is the bridge open?", "Slowly.", "Hello, I am Robin.", "With Sam", "chosen"])
            Assert.Contains(part, text, StringComparison.Ordinal);

        using var ended = await Send("close", new KeyValuePair<string, string>("disposition", "resolved"));
        Assert.Equal((303, page), ((int)ended.StatusCode, ended.Headers.Location?.OriginalString));
        using var after = await watcher.Send("GET", page);
        Assert.DoesNotContain("<form", await TestClient.TextOf(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_form_or_too_large_a_one_is_not_read()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        await agency.Holder(citizen);
        var watcher = await agency.SignIn("watcher");
        var page = $"/board/conversations/{citizen.Conversation}";

        using var json = await watcher.Send("POST", page, new { what = "note", messageId = "w", text = "Slowly." });
        Assert.Equal(415, (int)json.StatusCode);
        using var packed = new StringContent("what=note&messageId=w&text=Slowly.", null, "application/x-www-form-urlencoded");
        packed.Headers.ContentEncoding.Add("gzip");
        using var unread = await watcher.Send("POST", page, packed);
        Assert.Equal(415, (int)unread.StatusCode);
        using var large = await watcher.Send("POST", page, new FormUrlEncodedContent([new("what", "note"), new("messageId", "w"), new("text", new string('x', 70_000))]));
        Assert.Equal(413, (int)large.StatusCode);
        Assert.DoesNotContain(await Entries(await agency.SignIn("watcher"), citizen), entry => Kind(entry) == "note");
    }

    private static async Task<IReadOnlyList<JsonElement>> Entries(TestClient reader, TestClient citizen) =>
        [.. (await reader.Json("GET", citizen.Mine("transcript?format=json"))).GetProperty("entries").EnumerateArray()];

    private static Task<JsonElement> Now(TestClient citizen) => citizen.Json("GET", $"conversations/{citizen.Conversation}");

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static string Kind(JsonElement entry) => entry.GetProperty("kind").GetString()!;

    private static string Role(JsonElement entry) => entry.GetProperty("author").GetProperty("role").GetString()!;

    private static async Task AssertAudited(TestAgency agency, string action, int times)
    {
        var lines = (await (await agency.Auditor()).Json("GET", $"audit?action={action}")).GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(times, lines.Count);
        Assert.All(lines, line => Assert.Equal((agency.Staff["watcher"].StaffId, "conversation"), (line.GetProperty("actorId").GetString(), line.GetProperty("subjectKind").GetString())));
    }
}
