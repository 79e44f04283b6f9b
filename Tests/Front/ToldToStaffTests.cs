using System.Text.Json;
using Muster.Agents;
using Muster.Auditing;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Tests.Front;

/// <summary>What staff are told and citizens are not, and which staff.</summary>
[Collection(SharedFront.Name)]
public sealed class ToldToStaffTests(FrontHost host)
{
    [Fact]
    public async Task How_to_reach_a_citizen_and_what_staff_wrote_down_is_told_to_staff_alone()
    {
        var agency = await host.NewAgency();
        var citizen = await Reachable(agency);
        var sam = await agency.Holder(citizen);
        await sam.Json("POST", citizen.Mine("notes"), new { text = "the heron sleeps" });
        await sam.Json("POST", citizen.Mine("tags"), new { tags = (string[])["flood"] });

        (await sam.Send("GET", citizen.Mine("events"), null, ("Accept", "application/json"))).Dispose();
        Assert.Contains("the heron sleeps", sam.Heard, StringComparison.Ordinal);
        var view = await sam.Json("GET", $"conversations/{citizen.Conversation}");
        Assert.Equal("flood", Assert.Single(view.GetProperty("tags").EnumerateArray()).GetString());

        await using var ofSam = await sam.Events(citizen.Mine("events"));
        await using var ofCitizen = await citizen.Events(citizen.Mine("events"));
        Assert.Equal("ada@example.org", (await ofSam.Until(EntryKind.Started)).Data.GetProperty("contact").GetString());
        Assert.False((await ofCitizen.Until(EntryKind.Started)).Data.TryGetProperty("contact", out _));
    }

    [Fact]
    public async Task A_citizens_own_copy_is_no_line()
    {
        var agency = await host.NewAgency();
        var (citizen, auditor) = (await agency.Citizen(), await agency.Auditor());

        using var copy = await citizen.Send("GET", citizen.Mine("transcript"));

        Assert.Equal(200, (int)copy.StatusCode);
        Assert.Empty((await auditor.Json("GET", $"audit?action={AuditAction.TranscriptExported}")).GetProperty("lines").EnumerateArray());
    }

    [Fact]
    public async Task How_a_line_stands_is_told_to_agents_of_every_queue_and_to_others_of_their_own()
    {
        var agency = await host.NewAgency();

        Assert.Equal("asked general permits", await Known(await agency.Sam()));
        Assert.Equal("asked general", await Known(await agency.SignIn("watcher")));

        static async Task<string> Known(TestClient staff) => string.Join(' ', (await staff.Json("GET", "agencies/me")).GetProperty("queues").EnumerateArray()
            .Where(queue => queue.GetProperty("availableAgents").ValueKind == JsonValueKind.Number)
            .Select(queue => queue.GetProperty("id").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_board_that_was_drawn_a_moment_ago_is_still_not_there_for_supervisors_of_other_queues()
    {
        var agency = await host.NewAgency();
        var (watcher, elsewhere) = (await agency.SignIn("watcher"), await agency.SignIn("elsewhere"));

        for (var front = 0; front < 2; front++)
            await watcher.Json("GET", "queues/general/board");

        for (var front = 0; front < 2; front++)
            Assert.Equal("not-found", await elsewhere.Problem("GET", "queues/general/board"));
    }

    [Fact]
    public async Task An_agent_is_taken_out_of_work_from_the_board_and_only_by_whoever_watches_a_queue_of_theirs()
    {
        var agency = await host.NewAgency();
        var (sam, watcher, elsewhere) = (await agency.Sam(), await agency.SignIn("watcher"), await agency.SignIn("elsewhere"));
        const string page = "/board/agents/xquackenbush";
        await sam.Json("PUT", "agents/me/presence", new { status = "available" });

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        foreach (var queue in (string[])["general", "asked"])
        {
            while (!(await host.Grains.GetGrain<IQueueGrain>($"{agency.Id}/{queue}").Board(Caller.System(agency.Id))).Value!.Agents.Any(agent => agent.Presence == Presence.Available))
                patience.Token.ThrowIfCancellationRequested();
        }

        Assert.Contains(page, await Text(watcher, "/board", 200), StringComparison.Ordinal);
        Assert.Contains("Sam", await Text(watcher, page, 200), StringComparison.Ordinal);
        Assert.DoesNotContain("Sam", await Text(elsewhere, page, 404), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_administrators_whose_grain_cannot_be_asked_says_so_as_a_page()
    {
        var agency = await host.NewAgency();
        var keeper = await agency.SignIn("keeper");
        await Text(keeper, "/admin/accounts", 200);

        host.Broken[agency.Id] = true;
        using var answer = await keeper.Send("GET", "/admin/accounts");
        host.Broken.TryRemove(agency.Id, out _);

        Assert.Equal((503, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private static async Task<string> Text(TestClient client, string path, int status)
    {
        using var answer = await client.Send("GET", path);
        Assert.Equal(status, (int)answer.StatusCode);
        return await TestClient.TextOf(answer);
    }

    private static async Task<TestClient> Reachable(TestAgency agency)
    {
        var started = await new TestClient(agency).Json(
            "POST", $"agencies/{agency.Id}/conversations", new { queue = "general", messageId = Some.Secret, text = "Is the bridge open?", contact = "ada@example.org" });
        return new TestClient(agency) { Token = started.GetProperty("token").GetString()!, Conversation = started.GetProperty("id").GetString()! };
    }
}
