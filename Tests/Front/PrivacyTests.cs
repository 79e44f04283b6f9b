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
        Assert.DoesNotContain("for-staff-only", citizen.Heard, StringComparison.Ordinal);
        foreach (var name in TestAgency.PrivateNames.Concat(agency.Staff.Values.Select(member => member.StaffId)))
            Assert.DoesNotContain(name, citizen.Heard, StringComparison.OrdinalIgnoreCase);
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
