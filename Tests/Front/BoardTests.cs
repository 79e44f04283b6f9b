using Muster.Identity;
using Muster.Queues;

namespace Muster.Tests.Front;

/// <summary>Who sees the board, and what a supervisor does about agents there.</summary>
[Collection(SharedFront.Name)]
public sealed class BoardTests(FrontHost host)
{
    [Fact]
    public async Task The_board_shows_their_queues_to_supervisors_and_sends_others_away()
    {
        var agency = await host.NewAgency();
        await agency.Citizen();
        var watcher = await agency.SignIn("watcher");

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        while ((await host.Grains.GetGrain<IQueueGrain>($"{agency.Id}/general").Board(Caller.System(agency.Id))).Value!.Agents.Length < 2)
            patience.Token.ThrowIfCancellationRequested();

        using var board = await watcher.Send("GET", "/board");
        var text = await TestClient.TextOf(board);
        Assert.Equal((200, "no-store"), ((int)board.StatusCode, board.Headers.CacheControl?.ToString()));
        Assert.Contains("href=\"/board/queues/general\">General", text, StringComparison.Ordinal);
        Assert.Contains("Sam", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Permits", text, StringComparison.Ordinal);

        using var wall = await watcher.Send("GET", "/board?wall=on&sort=waiting&dir=desc");
        var onTheWall = await TestClient.TextOf(wall);
        Assert.Contains("aria-sort=\"descending\"", onTheWall, StringComparison.Ordinal);
        Assert.DoesNotContain("Sam", onTheWall, StringComparison.Ordinal);
        using var forAgents = await (await agency.Sam()).Send("GET", "/board");
        Assert.Equal(403, (int)forAgents.StatusCode);
        using var forNobody = await new TestClient(agency).Send("GET", "/board");
        Assert.Equal(("/console", 303), (forNobody.Headers.Location?.OriginalString, (int)forNobody.StatusCode));
    }

    [Fact]
    public async Task A_supervisor_takes_an_agent_of_their_queues_out_of_work_and_that_is_a_line()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        var (watcher, stranger, auditor) = (await agency.SignIn("watcher"), await agency.SignIn("elsewhere"), await agency.Auditor());
        const string presence = "agents/xquackenbush/presence";

        Assert.Equal("not-found", await stranger.Problem("PUT", presence, new { status = "offline" }));
        Assert.Equal("not-allowed", await (await agency.Alex()).Problem("PUT", presence, new { status = "offline" }));
        foreach (var wrong in (string?[])["available", "asleep", null])
            Assert.Equal("invalid-request", await watcher.Problem("PUT", presence, new { status = wrong }));
        Assert.Equal("available", (await sam.Json("GET", "agents/me")).GetProperty("status").GetString());

        var answer = await watcher.Json("PUT", presence, new { status = "busy" });

        Assert.Equal(("Sam", "busy"), (answer.GetProperty("alias").GetString(), answer.GetProperty("status").GetString()));
        var me = await sam.Json("GET", "agents/me");
        Assert.Equal(("busy", "supervisor"), (me.GetProperty("status").GetString(), me.GetProperty("why").GetString()));
        Assert.Single((await sam.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray());
        var line = Assert.Single((await auditor.Json("GET", "audit?action=presence-set")).GetProperty("lines").EnumerateArray());
        Assert.Equal((agency.Staff["watcher"].StaffId, agency.Staff["xquackenbush"].StaffId, "busy"), (line.GetProperty("actorId").GetString(), line.GetProperty("subjectId").GetString(), line.GetProperty("reason").GetString()));

        await watcher.Json("PUT", presence, new { status = "offline" });
        Assert.Empty((await sam.Json("GET", "agents/me/conversations")).GetProperty("conversations").EnumerateArray());
    }
}
