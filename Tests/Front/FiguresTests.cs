using System.Text.Json;
using Muster.Agencies;
using Muster.Identity;
using Muster.Metrics;
using Muster.WebFront.Abuse;

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
    public async Task Citizens_who_were_turned_away_are_in_the_figures_by_the_reason()
    {
        var farDay = (DayOfWeek)(((int)TimeProvider.System.GetUtcNow().DayOfWeek + 3) % 7);
        var agency = await host.NewAgency(settings => settings with
        {
            Queues = [.. settings.Queues.Select(queue => queue.Id == "permits" ? queue : queue with { Hours = [new OpenHours(farDay, new TimeOnly(9, 0), new TimeOnly(10, 0))] })],
        });
        var (began, client) = (TimeProvider.System.GetUtcNow(), new TestClient(agency));
        for (var again = 0; again < 2; again++)
            await Refused("queue-closed", "general", $"secret-of-the-one-and-only-{again}", session: null);
        for (var start = 0; start <= 2 * Allowances.OfCitizen(Allowance.Starts).Burst; start++)
            await client.Send("POST", $"agencies/{agency.Id}/conversations", Start("permits", $"secret-of-very-many-number-{start}", Some.Secret));
        Assert.Equal("unknown-queue", await client.Problem("POST", $"agencies/{agency.Id}/conversations", Start("nowhere", Some.Secret, null)));

        await host.TellRefused();

        Assert.Equal((2, 2, 0), await Of("general", await agency.SignIn("watcher")));
        var (all, closed, tooOften) = await Of("permits", await agency.SignIn("elsewhere"));
        Assert.Equal((0, all), (closed, tooOften));
        Assert.InRange(all, 1, Allowances.OfCitizen(Allowance.Starts).Burst + 1);

        async Task Refused(string problem, string queue, string secret, string? session) =>
            Assert.Equal(problem, await client.Problem("POST", $"agencies/{agency.Id}/conversations", Start(queue, secret, session)));

        async Task<(int All, int Closed, int TooOften)> Of(string queue, TestClient reader)
        {
            var total = (await reader.Json("GET", $"queues/{queue}/figures?from={Uri.EscapeDataString(began.ToString("O"))}")).GetProperty("total");
            return (total.GetProperty("refused").GetInt32(), total.GetProperty("refusedClosed").GetInt32(), total.GetProperty("refusedTooOften").GetInt32());
        }
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

    private static object Start(string queue, string secret, string? session) => new { queue, messageId = secret, text = "hello", session };

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
