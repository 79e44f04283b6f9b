using Microsoft.AspNetCore.Routing;
using Muster.Identity;
using Muster.Tests.Front;
using Muster.WebFront.Api;

namespace Muster.Tests.Isolation;

/// <summary>
/// Every route for every role, with what belongs to another agency, another business area or somebody else (N2, S72, S97, C20): refused as what
/// does not exist, with nothing in the answer that would tell the difference, and nothing changed.
/// </summary>
[Collection(SharedFront.Name)]
public sealed class DoorsTests(FrontHost host, Neighbourhood world) : IClassFixture<Neighbourhood>
{
    public static TheoryData<string> Visitors => [.. Neighbourhood.NamesOfVisitors];

    [Fact]
    public void Every_route_has_a_line_and_every_line_a_route()
    {
        var mapped = host.Endpoints.SelectMany(endpoint => MethodsOf(endpoint).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}")).ToHashSet();
        var listed = Doors.All.Select(door => door.ToString()).ToList();

        var missing = mapped.Except(listed).Select(route =>
            $"say whom it is for in Tests/Isolation/Doors.cs: new(\"{route.Replace(" ", "\", \"", StringComparison.Ordinal)}\", <an Audience>),");
        var gone = listed.Where(line => !mapped.Contains(line)).Select(line => $"no such route any more, take its line out of Tests/Isolation/Doors.cs: {line}");
        Assert.True(mapped.SetEquals(listed), string.Join('\n', missing.Concat(gone)));
        Assert.Equal(listed.Count, listed.Distinct().Count());
    }

    [Theory, MemberData(nameof(Visitors))]
    public async Task What_is_not_theirs_is_answered_as_what_does_not_exist(string name)
    {
        var (visitor, before) = (world.Visitors[name], await world.State());

        foreach (var door in Doors.All.Where(door => door is { Apart: null, Parameter: not null, For.IsPublic: false }))
        {
            await world.StayAtWork();
            foreach (var way in door.Ways)
            {
                var nothing = await Ask(visitor, door, way, NothingOf(door));
                foreach (var (what, value, isTheirs) in Named(door, visitor))
                {
                    var call = $"{name}: {door}{way.Query} of {what}";
                    if (isTheirs && door.For.Includes(visitor))
                        await AssertIsShown(visitor, door, way, value, call);
                    else
                        AssertIsRefused(await Ask(visitor, door, way, value), nothing, visitor, door, isTheirs, call);
                }
            }
        }

        Assert.Equal(before, await world.State());
    }

    [Theory, MemberData(nameof(Visitors))]
    public async Task What_is_their_own_holds_nothing_of_others(string name)
    {
        var visitor = world.Visitors[name];

        foreach (var door in Doors.All.Where(door => door is { Apart: null, Parameter: null, For.IsPublic: false }))
        {
            await world.StayAtWork();
            foreach (var way in door.Ways)
            {
                var told = await Ask(visitor, door, way, "");
                var isRight = door.For.Includes(visitor) ? told.Status is 200 or 400 : told.Status == RefusalOf(visitor, door);
                Assert.True(isRight, $"{name}: {door}: {told}");
                AssertTellsNothing(told, visitor, $"{name}: {door}{way.Query}", door.TellsIds && door.For.Includes(visitor));
            }
        }
    }

    [Theory, MemberData(nameof(Visitors))]
    public async Task What_is_public_is_the_same_whoever_asks(string name)
    {
        var (visitor, nobody, before) = (world.Visitors[name], world.Visitors["nobody"], await world.State());

        foreach (var door in Doors.All.Where(door => door is { Apart: null, For.IsPublic: true }))
        {
            foreach (var agency in (string[])(door.Parameter is null ? [""] : [world.Home.Id, world.Away.Id, world.Home.Id.ToUpperInvariant(), "no-such-agency"]))
            {
                var told = await Ask(visitor, door, new Way(""), agency);
                Assert.Equal(await Ask(nobody, door, new Way(""), agency), told);
                foreach (var secret in world.Things.SelectMany(thing => thing.Secrets).Append(Neighbourhood.UserNextDoor))
                    Assert.False(told.Says(secret), $"{name}: {door} at {agency} says {secret}");
            }
        }

        Assert.Equal(before, await world.State());
    }

    [Fact]
    public async Task A_ticket_of_one_agency_opens_nothing_at_another()
    {
        var (own, before) = (world.Things[0], await world.State());
        var (real, madeUp) = (WithTicket(own.Citizen.Token!), WithTicket("made.up"));
        Assert.True((await Ask(real, Doors.All.Single(door => door.ToString() == "GET /chat/{agency}"), new Way(""), world.Home.Id)).Says(own.Word));

        foreach (var door in Doors.All.Where(door => door is { Apart: null, Parameter: "agency", For.IsPublic: true }))
        {
            foreach (var agency in (string[])[world.Away.Id, world.Home.Id.ToUpperInvariant(), "no-such-agency"])
            {
                var told = await Ask(real, door, new Way(""), agency);
                Assert.Equal(await Ask(madeUp, door, new Way(""), agency), told);
                Assert.False(told.Says(own.Word), $"{door} at {agency}");
            }
        }

        Assert.Equal(before, await world.State());
    }

    [Fact]
    public async Task Staff_of_one_agency_are_unknown_at_another()
    {
        var (nobody, door) = (world.Visitors["nobody"], Doors.All.Single(door => door.ToString() == "POST /api/v1/session"));
        Task<Told> SignIn(string agency, string username) => nobody.Ask(door.Method, door.Path, "", new { agency, username, password = TestAgency.Password });

        var foreign = await SignIn(world.Home.Id, Neighbourhood.UserNextDoor);

        Assert.Equal(401, foreign.Status);
        Assert.Equal(await SignIn(world.Home.Id, "no-such-user"), foreign);
        Assert.Equal(200, (await SignIn(world.Away.Id, Neighbourhood.UserNextDoor)).Status);
    }

    [Fact]
    public async Task A_secret_of_one_agency_is_another_conversation_at_the_next()
    {
        var theirs = world.Things.Single(thing => thing.Name == "what waits next door");

        var started = await new TestClient(world.Home).Json(
            "POST", $"agencies/{(await host.NewAgency()).Id}/conversations", new { queue = "general", messageId = $"secret-{theirs.Word}-of-a-citizen", text = "hello" });

        Assert.NotEqual(theirs.Id, started.GetProperty("id").GetString());
        Assert.NotEqual(theirs.Citizen.Token, started.GetProperty("token").GetString());
    }

    [Fact]
    public async Task A_file_is_the_same_for_everybody()
    {
        foreach (var address in (string[])["/", "/chat", "/openapi/v1.json", "/assets/0/widget.js"])
        {
            var told = await world.Visitors["nobody"].Ask("GET", address, "", null);
            foreach (var visitor in world.Visitors.Values)
                Assert.Equal(told, await visitor.Ask("GET", address, "", null));
        }
    }

    [Fact]
    public async Task No_stream_carries_what_is_not_its_readers()
    {
        var (own, agent, supervisor) = (world.Things[0], world.Visitors["the agent"], world.Visitors["the supervisor"]);
        await world.StayAtWork();
        await using var ofCitizen = await own.Citizen.Events(own.Citizen.Mine("events?after=999"));
        await using var ofAgent = await agent.Client.Events("agents/me/events", CursorOver(world.Things));
        await using var ofBoards = await supervisor.Client.Events("agencies/me/board/events");
        await ofAgent.Until("presence");

        foreach (var thing in world.Things.Where(thing => !thing.IsClosed && thing != own).Append(own))
        {
            var text = $"{thing.Word} once more";
            await thing.Citizen.Json("POST", thing.Citizen.Mine("typing"));
            await thing.Citizen.Json("POST", thing.Citizen.Mine("messages"), new { messageId = $"later-{thing.Word}", text });
        }

        await ofAgent.Until(told => told.Text?.Contains(own.Word, StringComparison.Ordinal) == true, "the agent's own");
        await ofBoards.Until("board");
        await ofBoards.Until("board");
        AssertTellsNothing(new Told(200, "", string.Join('\n', ofAgent.Told.Where(told => told.Kind != "released").Select(told => told.Data.ToString()))), agent, "the agent's stream");
        AssertTellsNothing(new Told(200, "", string.Join('\n', ofBoards.Told.Select(told => told.Data.ToString()))), supervisor, "the boards' stream");
        Assert.Equal(["asked", "general"], ofBoards.Told.Where(told => told.Kind == "board").Select(told => told.Data.GetProperty("queue").GetString()!).Distinct().Order());
    }

    [Fact]
    public async Task Every_door_opens_for_somebody()
    {
        var house = await OpenHouse.Of(host);

        foreach (var door in Doors.All.Where(door => door.OpensIn is null))
        {
            var citizen = house.Citizens[door.On];
            var visitor = door.By == "anybody" ? house.Visitors["nobody"] : house.Visitors[door.By];
            var named = door.Parameter switch
            {
                null => "",
                "id" => citizen.Conversation,
                "agency" => house.Agency.Id,
                "queue" => "general",
                "username" => "zffoulkes",
                "ban" => house.Bans[door.On],
                "documentName" => "v1",
                "path" or "version" => "widget.js",
                _ => NothingOf(door),
            };
            var told = await visitor.Ask(door.Method, door.At(named), named, (door.WelcomeBody ?? door.Body)?.Invoke(house.Agency.Id), ("Accept", "application/json"));
            Assert.True(told.Status is >= 200 and < 400 || door.Path is "/" or "/chat" or "/chat/{agency}/transcript", $"{door.By}: {door}: {told}");
        }
    }

    /// <summary>What a parameter may name that is not the visitor's, and what of it is.</summary>
    private IEnumerable<(string What, string Value, bool IsTheirs)> Named(Door door, Visitor visitor) => door.Parameter switch
    {
        "id" =>
        [
            .. world.Things.Select(thing => (thing.Name, thing.Id, thing.Readers.Contains(visitor.Name) && (door.IsRead || visitor.Role is Role.Citizen or Role.Agent || (visitor.Role == Role.Supervisor && door.IsForOverseers)))),
            .. ((string, string, bool)[])(door.IsNeverRefused || !door.For.Includes(visitor) ? [] : // what nothing can be called is not there, before anybody asks whose it would be
            [
                ("what the agent holds, in capitals", world.Things[0].Id.ToUpperInvariant(), false),
                ("what the agent holds, by its key", world.Things[0].Key, false),
                ("what is held next door, by its key", world.Things.Single(thing => thing.Name == "what is held next door").Key, false),
            ]),
        ],
        "queue" => [("their area", "general", true), ("another area", "permits", false), ("an area next door", Neighbourhood.QueueNextDoor, false), ("an area next door, by its key", $"{world.Away.Id}/general", false)],
        "ban" => [("a ban of another area", world.Bans["permits"], false), ("a ban next door", world.Bans[Neighbourhood.QueueNextDoor], false)],
        "username" or "userName" or "account" or "staffId" or "agent" => [("staff next door", Neighbourhood.UserNextDoor, false), ("staff next door, by their id", world.Away.Staff[Neighbourhood.UserNextDoor].StaffId, false)],
        var unknown => throw new InvalidOperationException($"{door}: say in DoorsTests.Named what a foreign {{{unknown}}} is, and in NothingOf what does not exist."),
    };

    private static string NothingOf(Door door) => door.Parameter switch
    {
        "id" => Neighbourhood.NoConversation,
        "queue" => Neighbourhood.NoQueue,
        _ => "no-such-thing",
    };

    private Task<Told> Ask(Visitor visitor, Door door, Way way, string named) =>
        visitor.Ask(door.Method, (door.Parameter is null ? door.Path : door.At(named)) + way.Query, named, door.Body?.Invoke(world.Home.Id), [.. way.Headers]);

    private async Task AssertIsShown(Visitor visitor, Door door, Way way, string value, string call)
    {
        if (!door.IsRead)
            return; // Every_door_opens_for_somebody changes what it may, where that changes nothing here

        var told = await Ask(visitor, door, way, value);
        Assert.True(told.Status == 200, $"{call}: {told}");
        AssertTellsNothing(told, visitor, call);
        if (way.ShowsAll && world.Things.FirstOrDefault(thing => thing.Id == value) is { } thing)
            Assert.True(told.Says(thing.Word), $"{call}: {told}");
    }

    private void AssertIsRefused(Told told, Told nothing, Visitor visitor, Door door, bool isTheirs, string call)
    {
        var status = visitor.Role == Role.Citizen && door is { Parameter: "id", IsPage: false } && !isTheirs ? 404
            : !door.For.Includes(visitor) ? RefusalOf(visitor, door)
            : door.IsNeverRefused ? 204
            : 404;
        Assert.True(told.Status == status, $"{call}: {status} was expected: {told}");
        if (!isTheirs)
            Assert.True(told == nothing, $"{call}: {told}\ndiffers from what is told of nothing: {nothing}");
        AssertTellsNothing(told, visitor, call);
    }

    /// <summary>Of whom it is not for.</summary>
    private static int RefusalOf(Visitor visitor, Door door) => door.IsPage && (visitor.Role is null || visitor.Role == Role.Citizen) ? 303 : visitor.Role is null ? 401 : 403;

    private void AssertTellsNothing(Told told, Visitor visitor, string call, bool mayTellIds = false)
    {
        foreach (var secret in world.SecretsFrom(visitor).Where(secret => !mayTellIds || !world.Things.Any(thing => thing.Id == secret)))
            Assert.False(told.Says(secret), $"{call} says {secret}: {told}");
    }

    private static string CursorOver(IEnumerable<Thing> things)
    {
        var cursor = new AgentCursor();
        foreach (var thing in things)
            cursor.Set(thing.Key, 0);
        return cursor.ToString();
    }

    private Visitor WithTicket(string token) => new("a ticket", null, new TestClient(world.Home) { Cookie = $"muster-chat={token}" });

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
}
