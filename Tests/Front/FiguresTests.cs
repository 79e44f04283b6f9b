using System.Text.Json;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;

namespace Muster.Tests.Front;

/// <summary>What happened in a queue, for those who answer for it.</summary>
[Collection(SharedFront.Name)]
public sealed class FiguresTests(FrontHost host)
{
    [Fact]
    public async Task A_conversation_that_was_served_and_one_that_was_left_are_in_the_figures_with_what_they_mean()
    {
        var agency = await host.NewAgency();
        var began = TimeProvider.System.GetUtcNow();
        var leaver = await agency.Citizen();
        await leaver.Json("POST", leaver.Mine("close"));
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        await sam.Json("POST", citizen.Mine("messages"), new { messageId = "m", text = "It is." });
        await sam.Json("POST", citizen.Mine("close"), new { disposition = "resolved" });
        await Until(agency, began, Counted.Served, Counted.Abandoned, Counted.FirstReply);
        var watcher = await agency.SignIn("watcher");

        var answer = await watcher.Json("GET", $"queues/general/figures?from={Uri.EscapeDataString(began.ToString("O"))}");

        var total = answer.GetProperty("total");
        Assert.Equal((2, 1, 1, 1), (Of("queued"), Of("answered"), Of("served"), Of("abandoned")));
        Assert.Equal((0.5, 0.5, 60), (Of("abandonment"), Of("serviceLevel"), Of("serviceLevelSeconds")));
        Assert.InRange(Of("firstReplyP90Seconds"), 0, 120);
        Assert.Equal(JsonValueKind.Null, total.GetProperty("satisfaction").ValueKind);
        Assert.Equal(total.EnumerateObject().Select(figure => figure.Name), answer.GetProperty("definitions").EnumerateObject().Select(figure => figure.Name));
        Assert.InRange(answer.GetProperty("quarters").GetArrayLength(), 1, 2);

        using var table = await watcher.Send("GET", $"queues/general/figures?format=csv&from={Uri.EscapeDataString(began.ToString("O"))}");
        var lines = (await TestClient.TextOf(table)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("text/csv", table.Content.Headers.ContentType?.MediaType);
        Assert.All(lines.TakeWhile(line => line[0] == '#'), line => Assert.Contains(": ", line, StringComparison.Ordinal));
        Assert.StartsWith("from,queued,", lines.First(line => line[0] != '#'), StringComparison.Ordinal);

        double Of(string figure) => total.GetProperty(figure).GetDouble();
    }

    [Fact]
    public async Task Who_does_not_answer_for_a_queue_sees_none_and_what_cannot_be_asked_is_refused()
    {
        var agency = await host.NewAgency();
        var watcher = await agency.SignIn("watcher");

        Assert.Equal("not-allowed", await (await agency.Sam()).Problem("GET", "queues/general/figures"));
        Assert.Equal("not-found", await (await agency.SignIn("elsewhere")).Problem("GET", "queues/general/figures"));
        Assert.Equal("not-found", await watcher.Problem("GET", "queues/no-such-queue/figures"));
        foreach (var wrong in (string[])
            ["from=yesterday", "until=", "from=2026-01-01T00:00:00Z&until=2026-01-03T00:00:00Z", "from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", "format=pdf", "from=0001-01-01T00:00:00Z"])
        {
            Assert.Equal("invalid-request", await watcher.Problem("GET", $"queues/general/figures?{wrong}"));
        }

        var most = await watcher.Json("GET", "queues/general/figures?from=2026-01-01T00:00:00Z&until=2026-01-02T23:59:59Z");
        Assert.Equal(192, most.GetProperty("quarters").GetArrayLength());
        Assert.Equal("not-allowed", await (await agency.SignIn("keeper")).Problem("GET", "queues/general/figures"));
    }

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
        Assert.Contains("<th scope=\"row\">General", text, StringComparison.Ordinal);
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

    /// <summary>They are counted beside the answer.</summary>
    private async Task Until(TestAgency agency, DateTimeOffset since, params Counted[] all)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        while (true)
        {
            var counted = new HashSet<Counted>();
            foreach (var at in new[] { since, since + QuarterOfHour.Length })
            {
                var quarter = await host.Grains.GetGrain<IMetricsGrain>(QuarterOfHour.Key(agency.Id, "general", at)).Figures(Caller.System(agency.Id));
                counted.UnionWith(quarter.Value!.Figures.Keys);
            }

            if (all.All(counted.Contains))
                return;
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
