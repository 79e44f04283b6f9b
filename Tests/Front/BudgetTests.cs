using System.Globalization;
using Muster.WebFront.Abuse;

namespace Muster.Tests.Front;

/// <summary>Who asks too often is told so, is told when to come back, and keeps nobody else from anything.</summary>
[Collection(SharedFront.Name)]
public sealed class BudgetTests(FrontHost host)
{
    [Fact]
    public async Task Too_many_copies_are_refused_with_the_seconds_to_wait_and_the_chat_goes_on()
    {
        var agency = await host.NewAgency();
        var (citizen, other) = (await agency.Citizen(), await agency.Citizen());

        var refused = await Repeat(citizen, "GET", citizen.Mine("transcript"), Allowance.Copies);

        Assert.Equal("slow-down", refused.Problem);
        Assert.InRange(refused.RetryAfter, 1, 60);
        Assert.Equal(200, await StatusOf(citizen, "POST", citizen.Mine("messages"), new { messageId = "m", text = "still here" }));
        Assert.Equal(200, await StatusOf(other, "GET", other.Mine("transcript")));
    }

    [Fact]
    public async Task Typing_answers_and_streams_have_their_limits_too()
    {
        var citizen = await (await host.NewAgency()).Citizen();

        Assert.Equal("slow-down", (await Repeat(citizen, "POST", citizen.Mine("typing"), Allowance.Signals)).Problem);
        Assert.Equal("slow-down", (await Repeat(citizen, "POST", citizen.Mine("rating"), Allowance.Writes, new { resolved = true, satisfaction = 3 })).Problem);
        Assert.Equal("slow-down", (await Repeat(citizen, "GET", citizen.Mine(""), Allowance.Reads)).Problem);
    }

    [Fact]
    public async Task A_citizen_who_floods_leaves_the_agent_able_to_answer()
    {
        var agency = await host.NewAgency(settings => settings with { Limits = settings.Limits with { Burst = 5, PerSecond = 0.1 } });
        var citizen = await agency.Citizen();
        var agent = await agency.Holder(citizen);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => StatusOf(citizen, "POST", citizen.Mine("messages"), new { messageId = $"m{number}", text = "x" })));

        Assert.Contains(429, statuses);
        Assert.Equal(200, await StatusOf(agent, "POST", $"conversations/{citizen.Conversation}/messages", new { messageId = "a", text = "Please slow down." }));
    }

    [Fact]
    public async Task One_stream_too_many_sends_the_oldest_away_and_tells_it_when_to_come_back()
    {
        var citizen = await (await host.NewAgency()).Citizen();
        var streams = new List<EventReader>();

        // Each front counts its own, and here requests go to them in turn.
        for (var stream = 0; stream <= 2 * OpenStreams.MostOfCitizen; stream++)
        {
            streams.Add(await citizen.Events(citizen.Mine("events")));
            await streams[^1].Until("message");
        }

        await TestClient.Soon(ToEnd(streams[0]));
        await citizen.Json("POST", citizen.Mine("messages"), new { messageId = "m", text = "news" });
        Assert.Equal("news", (await streams[^1].Until(told => told.Text == "news", "the news")).Text);
        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    public async Task What_is_packed_is_not_unpacked(string encoding)
    {
        var citizen = await (await host.NewAgency()).Citizen();
        var packed = new ByteArrayContent([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
        packed.Headers.ContentType = new("application/json");
        foreach (var one in encoding.Split(", "))
            packed.Headers.ContentEncoding.Add(one);

        Assert.Equal("json-only", await citizen.Problem("POST", citizen.Mine("messages"), packed));
    }

    private static async Task ToEnd(EventReader stream)
    {
        while (await stream.Next() is not null)
        {
            // What it was still told.
        }
    }

    private static async Task<int> StatusOf(TestClient client, string method, string path, object? body = null)
    {
        using var answer = await client.Send(method, path, body);
        return (int)answer.StatusCode;
    }

    /// <summary>As often as two fronts allow, and then until it is refused.</summary>
    private static async Task<(string Problem, int RetryAfter)> Repeat(TestClient client, string method, string path, Allowance on, object? body = null)
    {
        var most = 3 * Allowances.OfCitizen(on).Burst;
        for (var time = 0; time < most; time++)
        {
            using var answer = await client.Send(method, path, body);
            if ((int)answer.StatusCode == 429)
                return (await TestClient.ProblemOf(answer, path), (int)answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{path} was never refused in {most} times."));
    }
}
