using Muster.WebFront.Security;

namespace Muster.Tests.Front;

/// <summary>Every role against every route, and every role of another agency (S97).</summary>
[Collection(SharedFront.Name)]
public sealed class AccessTests(FrontHost host)
{
    private static readonly (string Method, string Path, object? Body)[] Reads =
        [("GET", "", null), ("GET", "/events", null), ("GET", "/transcript", null)];

    private static readonly (string Method, string Path, object? Body)[] Writes =
    [
        ("POST", "/messages", new { messageId = "m", text = "not theirs" }),
        ("POST", "/notes", new { text = "not theirs" }),
        ("POST", "/tags", new { tags = (string[])["not-theirs"] }),
        ("POST", "/transfer", new { queue = "permits" }),
        ("POST", "/closing-question", null),
        ("POST", "/close", new { disposition = "resolved" }),
        ("POST", "/closing-answer", new { moreHelp = false }),
        ("POST", "/rating", new { resolved = true, satisfaction = 5 }),
        ("POST", "/accept", null),
        ("POST", "/decline", null),
    ];

    private static readonly (string Method, string Path, object? Body)[] Desks =
    [
        ("GET", "agents/me", null),
        ("GET", "agents/me/events", null),
        ("GET", "agents/me/conversations", null),
        ("PUT", "agents/me/presence", new { status = "available" }),
    ];

    [Fact]
    public async Task Nobody_but_those_it_concerns_can_see_or_change_a_conversation()
    {
        var (home, away) = (await host.NewAgency(), await host.NewAgency());
        var citizen = await home.Citizen();
        await home.Holder(citizen);
        var before = await Copy(citizen);
        (string Who, TestClient Client)[] strangers =
        [
            ("another citizen", await home.Citizen("another")),
            ("another agent", await home.Alex()),
            ("a supervisor of another area", await home.SignIn("elsewhere")),
            ("an administrator", await home.SignIn("keeper")),
            ("a foreign citizen", await away.Citizen("from elsewhere")),
            ("a foreign agent", await away.Sam()),
            ("a foreign supervisor", await away.SignIn("watcher")),
            ("a foreign administrator", await away.SignIn("keeper")),
        ];

        foreach (var (who, client) in strangers)
        {
            foreach (var (method, path, body) in Reads.Concat(Writes))
            {
                var problem = await client.Problem(method, $"conversations/{citizen.Conversation}{path}", body, ("Accept", "application/json"));
                Assert.True(problem is "not-found" or "not-allowed", $"{who}: {method} {path}: {problem}");
            }
        }

        Assert.Equal(before, await Copy(citizen));
        Assert.All(strangers, stranger => Assert.DoesNotContain("Is the bridge open?", stranger.Client.Heard, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_supervisor_reads_the_conversations_of_their_areas_and_writes_in_none()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var supervisor = await agency.SignIn("watcher");

        foreach (var (method, path, _) in Reads)
        {
            using var answer = await supervisor.Send(method, $"conversations/{citizen.Conversation}{path}", null, ("Accept", "application/json"));
            Assert.Equal(200, (int)answer.StatusCode);
        }

        foreach (var (method, path, body) in Writes)
            Assert.True(await supervisor.Problem(method, $"conversations/{citizen.Conversation}{path}", body) is "not-found" or "not-allowed", path);
    }

    [Fact]
    public async Task Only_agents_have_an_agents_desk()
    {
        var agency = await host.NewAgency();

        foreach (var client in (TestClient[])[await agency.SignIn("watcher"), await agency.SignIn("keeper"), await agency.Citizen()])
        {
            foreach (var (method, path, body) in Desks)
                Assert.Equal("not-allowed", await client.Problem(method, path, body));
        }
    }

    [Fact]
    public async Task Only_supervisors_watch_boards_and_only_those_of_their_areas()
    {
        var agency = await host.NewAgency();
        var supervisor = await agency.SignIn("watcher");

        await supervisor.Json("GET", "queues/general/board");
        Assert.Equal("not-found", await supervisor.Problem("GET", "queues/permits/board"));
        Assert.Equal("not-found", await supervisor.Problem("GET", "queues/no-such-queue/board"));
        foreach (var client in (TestClient[])[await agency.Sam(), await agency.SignIn("keeper"), await agency.Citizen()])
        {
            Assert.Equal("not-allowed", await client.Problem("GET", "queues/general/board"));
            Assert.Equal("not-allowed", await client.Problem("GET", "agencies/me/board/events"));
        }
    }

    [Fact]
    public async Task A_board_tells_no_staff_id_and_its_stream_begins_with_every_area()
    {
        var agency = await host.NewAgency();
        var supervisor = await agency.SignIn("watcher");

        await using var stream = await supervisor.Events("agencies/me/board/events");
        await stream.Until(told => told.Kind == "board" && told.Data.GetProperty("queue").GetString() == "general", "the board of general");
        await stream.Until(told => told.Kind == "board" && told.Data.GetProperty("queue").GetString() == "asked", "the board of asked");

        Assert.All(agency.Staff.Values, member => Assert.DoesNotContain(member.StaffId, supervisor.Heard, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_opens_its_own_conversation_alone()
    {
        var agency = await host.NewAgency();
        var (one, two) = (await agency.Citizen("one"), await agency.Citizen("two"));

        Assert.Equal("not-found", await one.Problem("GET", two.Mine("transcript")));
        Assert.Equal("not-found", await one.Problem("POST", two.Mine("accept")));
        Assert.Equal("not-allowed", await one.Problem("POST", one.Mine("accept")));
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_opens_nothing()
    {
        var citizen = await (await host.NewAgency()).Citizen();
        var (body, mac) = (citizen.Token!.Split('.')[0], citizen.Token!.Split('.')[1]);
        var forged = new CitizenTokens(new TestKeys(2)).Of(citizen.Agency.Id, citizen.Conversation);

        foreach (var token in (string[])[forged, body, $"{body}.", $".{mac}", $"{mac}.{body}", $"{body}.{mac}.", $"{body}=.{mac}", new string('a', 5_000)])
        {
            var thief = new TestClient(citizen.Agency) { Token = token };
            Assert.Equal("not-signed-in", await thief.Problem("GET", citizen.Mine("transcript")));
        }
    }

    private static async Task<string> Copy(TestClient citizen) => (await citizen.Json("GET", citizen.Mine("transcript?format=json"))).ToString();
}
