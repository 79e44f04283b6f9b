using System.Text.Json;
using Muster.Identity;
using Muster.Metrics;

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
        await Until(agency, began, Counted.Assigned); // while they talk
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
        foreach (var figure in (string[])["answeredByNotice", "noticeNotEnough", "contactAsked", "contactCompleted"])
            Assert.Equal(0, Of(figure));
        Assert.Equal(JsonValueKind.Null, total.GetProperty("contactSeconds").ValueKind);

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
