using Muster.Conversations;

namespace Muster.Tests.Front;

/// <summary>S43: who works here is nobody's business but the agency's; citizens know an alias.</summary>
[Collection(SharedFront.Name)]
public sealed class PrivacyTests(FrontHost host)
{
    [Fact]
    public async Task Nothing_a_citizen_is_ever_sent_names_a_member_of_staff_but_by_alias()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        await using var stream = await citizen.Events(citizen.Mine("events"));
        var sam = await agency.Holder(citizen);
        await Talk(citizen, sam);
        await HandOver(agency, citizen, sam);

        await ReadEverything(citizen);
        await stream.Until("rated");

        var kinds = stream.Told.Select(told => told.Kind).ToHashSet();
        foreach (var kind in (string[])[
            EntryKind.Started, EntryKind.Message, EntryKind.Waiting, EntryKind.Joined, EntryKind.Left, EntryKind.Transferred,
            EntryKind.ClosingQuestion, EntryKind.ClosingAnswer, EntryKind.Closed, EntryKind.Rated, "typing", "read", "heartbeat"])
        {
            Assert.Contains(kind, kinds);
        }

        Assert.Contains("Sam", citizen.Heard, StringComparison.Ordinal);
        Assert.Contains("Alex", citizen.Heard, StringComparison.Ordinal);
        NamesNobody(citizen);
    }

    /// <summary>The same for who has no script, and reads pages and copies instead of streams.</summary>
    [Fact]
    public async Task No_page_without_script_names_a_member_of_staff_but_by_alias()
    {
        var agency = await host.NewAgency();
        var form = new FormUrlEncodedContent([new("queue", "general"), new("messageId", "a-secret-of-somebody-without-script"), new("text", "Is the bridge open?")]);
        using var started = await new TestClient(agency).Send("POST", $"/chat/{agency.Id}", form);
        var cookie = started.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("muster-chat=", StringComparison.Ordinal)).Split(';')[0];
        var name = Muster.WebFront.Security.ConversationName.Of(agency.Id, "a-secret-of-somebody-without-script");
        var citizen = new TestClient(agency) { Cookie = cookie, Conversation = name.Id };
        var sam = await agency.Holder(citizen);
        await sam.Json("POST", citizen.Mine("messages"), new { messageId = "a-1", text = "Which bridge?" });
        await ReadPages(citizen);
        await Hand(agency, citizen, sam);

        await ReadPages(citizen);

        Assert.Contains("Sam", citizen.Heard, StringComparison.Ordinal);
        Assert.Contains("Alex", citizen.Heard, StringComparison.Ordinal);
        NamesNobody(citizen);
    }

    private static void NamesNobody(TestClient citizen)
    {
        Assert.DoesNotContain("for-staff-only", citizen.Heard, StringComparison.Ordinal);
        foreach (var name in TestAgency.PrivateNames.Concat(citizen.Agency.Staff.Values.Select(member => member.StaffId)))
            Assert.DoesNotContain(name, citizen.Heard, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task ReadPages(TestClient citizen)
    {
        foreach (var path in (string[])["", "?refresh=on", "/transcript?format=txt", "/transcript?format=html", "/launcher"])
        {
            using var page = await citizen.Send("GET", $"/chat/{citizen.Agency.Id}{path}");
            Assert.Equal(200, (int)page.StatusCode);
        }
    }

    /// <summary>Sam hands over to Alex, who closes it.</summary>
    private static async Task Hand(TestAgency agency, TestClient citizen, TestClient sam)
    {
        var alex = await agency.Alex();
        await using var stream = await alex.Events("agents/me/events");
        await alex.Json("PUT", "agents/me/presence", new { status = "available" });
        await sam.Json("POST", citizen.Mine("transfer"), new { agent = "zffoulkes", note = "for-staff-only", reason = "They know the bridge" });
        await stream.Until("assigned");
        await alex.Json("POST", citizen.Mine("close"), new { disposition = "referred", note = "for-staff-only" });
    }

    /// <summary>Everything Sam can do, until they are gone and the conversation waits again.</summary>
    private static async Task Talk(TestClient citizen, TestClient sam)
    {
        await using var told = await citizen.Events(citizen.Mine("events"));
        await told.Until("joined");
        await sam.Json("POST", citizen.Mine("messages"), new { messageId = "a-1", text = "Which bridge?" });
        await sam.Json("POST", citizen.Mine("notes"), new { text = "for-staff-only" });
        await sam.Json("POST", citizen.Mine("tags"), new { tags = (string[])["for-staff-only"] });
        await sam.Json("POST", citizen.Mine("typing"));
        await told.Until("typing"); // a typing signal waits for nobody: what is sent after it may arrive first
        await sam.Json("POST", citizen.Mine("read"), new { seq = 3 });
        await told.Until("read");
        await sam.Json("PUT", "agents/me/presence", new { status = "offline" });
        await told.Until("left");
        await sam.Json("PUT", "agents/me/presence", new { status = "available" });
        await told.Until("joined");
    }

    /// <summary>Sam hands over to Alex, who ends it.</summary>
    private static async Task HandOver(TestAgency agency, TestClient citizen, TestClient sam)
    {
        var alex = await agency.Alex();
        await using var stream = await alex.Events("agents/me/events");
        await alex.Json("PUT", "agents/me/presence", new { status = "available" });
        await sam.Json("POST", citizen.Mine("transfer"), new { agent = "zffoulkes", note = "for-staff-only" });
        await stream.Until("assigned");
        await alex.Json("POST", citizen.Mine("closing-question"));
        await citizen.Json("POST", citizen.Mine("closing-answer"), new { moreHelp = false });
        await alex.Json("POST", citizen.Mine("close"), new { disposition = "referred", note = "for-staff-only", nextAction = "We call you", nextActionBy = "2026-12-01" });
        await citizen.Json("POST", citizen.Mine("rating"), new { resolved = true, satisfaction = 5, comment = "thanks" });
    }

    /// <summary>Every other address a citizen can read or be refused at.</summary>
    private static async Task ReadEverything(TestClient citizen)
    {
        foreach (var path in (string[])["", "events", "transcript", "transcript?format=html", "transcript?format=json"])
            await citizen.Send("GET", citizen.Mine(path).TrimEnd('/'), null, ("Accept", "application/json"));
        await citizen.Send("GET", $"agencies/{citizen.Agency.Id}");
        foreach (var path in (string[])["messages", "close", "rating", "accept", "notes", "transfer"])
            await citizen.Send("POST", citizen.Mine(path), new { messageId = "late", text = "late", resolved = true, satisfaction = 1 });
        await citizen.Send("GET", "session");
        await citizen.Send("GET", "agents/me");
        await citizen.Send("GET", $"/chat/{citizen.Agency.Id}");
    }
}
