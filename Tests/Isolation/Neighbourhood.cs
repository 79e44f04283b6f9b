using System.Collections.Immutable;
using System.Text.Json;
using Muster.Agencies;
using Muster.Bans;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Tests.Front;

namespace Muster.Tests.Isolation;

/// <summary>
/// Two agencies with the same names for their queues and their people, so that nothing but the agency tells them apart; at home two
/// business areas, with conversations in every state. Everything has words of its own. Made once for all tests here, which change nothing in it.
/// </summary>
public sealed class Neighbourhood(FrontHost host) : IAsyncLifetime
{
    /// <summary>A queue that only the agency next door has; and a member of its staff.</summary>
    internal const string QueueNextDoor = "zq-orchids";
    internal const string UserNextDoor = "zqforeign";

    internal const string NoConversation = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    internal const string NoQueue = "no-such-queue";

    private readonly List<Thing> _things = [];
    private TestClient _alex = null!;
    private TestClient _foreign = null!;

    internal FrontHost Host => host;

    internal TestAgency Home { get; private set; } = null!;

    internal TestAgency Away { get; private set; } = null!;

    internal IReadOnlyList<Thing> Things => _things;

    internal IReadOnlyDictionary<string, Visitor> Visitors { get; private set; } = null!;

    /// <summary>The ids of proposed bans, by the queue of the conversation they come from; that of the queue next door is next door's.</summary>
    internal IReadOnlyDictionary<string, string> Bans { get; private set; } = null!;

    internal TestClient Sam { get; private set; } = null!;

    internal static ImmutableArray<string> NamesOfVisitors =>
        ["nobody", "the citizen", "the agent", "the supervisor", "the administrator", "the viewer", "the records officer", "the auditor"];

    public async ValueTask InitializeAsync()
    {
        Home = await host.NewAgency();
        Away = await host.NewAgency(agency => agency with { Queues = [.. agency.Queues, new(QueueNextDoor, "Orchids")] });
        await AddStaff(host, Home);
        await Add(host, Away, UserNextDoor, "Zqforeign", Role.Agent, "general", QueueNextDoor);
        (Sam, _alex, _foreign) = (await Home.Sam(), await Home.Alex(), await Away.SignIn(UserNextDoor));

        await Works(Sam);
        await Have("what the agent holds", Home, "general", Sam, isClosed: false, "the citizen", "the agent", "the supervisor");
        await Have("what the agent held", Home, "general", Sam, isClosed: true, "the agent", "the supervisor", "the records officer");
        await Works(_alex, insteadOf: Sam);
        await Have("what another agent holds", Home, "general", _alex, isClosed: false, "the supervisor");
        await Have("what another agent held", Home, "general", _alex, isClosed: true, "the supervisor", "the records officer");
        await Have("what is held in another area", Home, "permits", _alex, isClosed: false);
        await Have("what was held in another area", Home, "permits", _alex, isClosed: true);
        await Works(_foreign, insteadOf: _alex);
        await Have("what is held next door", Away, "general", _foreign, isClosed: false);
        await Have("what was held next door", Away, "general", _foreign, isClosed: true);
        await _foreign.Json("PUT", "agents/me/presence", new { status = "busy" });
        await Have("what waits", Home, "general", null, isClosed: false, "the supervisor");
        await Have("what waits in another area", Home, "permits", null, isClosed: false);
        await Have("what waits next door", Away, "general", null, isClosed: false);

        Bans = new Dictionary<string, string>
        {
            ["general"] = await Propose("what the agent holds", Sam),
            ["permits"] = await Propose("what is held in another area", _alex),
            [QueueNextDoor] = await Propose("what is held next door", _foreign),
        };
        Visitors = (await VisitorsOf(Home, Sam, _things[0].Citizen)).ToDictionary(visitor => visitor.Name);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>One of each role, in the order of <see cref="NamesOfVisitors"/>.</summary>
    internal static async Task<IReadOnlyList<Visitor>> VisitorsOf(TestAgency agency, TestClient sam, TestClient citizen) =>
    [
        new("nobody", null, new TestClient(agency)),
        new("the citizen", Role.Citizen, citizen),
        new("the agent", Role.Agent, sam),
        new("the supervisor", Role.Supervisor, await agency.SignIn("watcher")),
        new("the administrator", Role.Administrator, await agency.SignIn("keeper")),
        new("the viewer", Role.Viewer, await agency.SignIn("onlooker")),
        new("the records officer", Role.RecordsOfficer, await agency.SignIn("archivist")),
        new("the auditor", Role.Auditor, await agency.SignIn("auditor")),
    ];

    internal static async Task AddStaff(FrontHost host, TestAgency agency)
    {
        await Add(host, agency, "onlooker", "Olly", Role.Viewer, "general", "asked");
        await Add(host, agency, "archivist", "Archie", Role.RecordsOfficer, "general");
        await Add(host, agency, "auditor", "Audrey", Role.Auditor, "general");
    }

    /// <summary>Presence is a lease: agents who say nothing for long give back what they hold.</summary>
    internal async Task StayAtWork()
    {
        foreach (var agent in (TestClient[])[Sam, _alex, _foreign])
            await agent.Json("GET", "agents/me");
    }

    /// <summary>What a visitor must not hear of, wherever they ask.</summary>
    internal IEnumerable<string> SecretsFrom(Visitor visitor) =>
        _things.Where(thing => !thing.Readers.Contains(visitor.Name)).SelectMany(thing => thing.Secrets)
            .Append(UserNextDoor).Append(Away.Staff["xquackenbush"].StaffId);

    /// <summary>Everything here as it is stored.</summary>
    internal async Task<string> State()
    {
        var states = new List<string>();
        foreach (var thing in _things)
        {
            var grain = host.Grains.GetGrain<IConversationGrain>(thing.Key);
            var page = (await grain.Read(Caller.System(thing.Agency), 0, 500)).Value!;
            states.Add(JsonSerializer.Serialize(new { thing.Name, page.Entries, Holding = await grain.WhoHolds(0) }));
        }

        foreach (var (agency, queue) in ((TestAgency, string)[])[(Home, "general"), (Home, "permits"), (Away, "general"), (Away, QueueNextDoor)])
            states.Add($"{queue}: {(await host.Grains.GetGrain<IQueueGrain>(GrainKey.Of(agency.Id, queue)).Board(Caller.System(agency.Id))).Value!.Waiting}");
        foreach (var agency in (TestAgency[])[Home, Away])
        {
            var accounts = await host.Grains.GetGrain<IAgencyGrain>(agency.Id).Accounts(Caller.Staff(Role.Administrator, agency.Id, agency.Staff["keeper"].StaffId, []));
            states.Add(JsonSerializer.Serialize(accounts.Value!.Accounts));
            var bans = await host.Grains.GetGrain<IBanGrain>(agency.Id).List(Caller.Staff(Role.Supervisor, agency.Id, agency.Staff["watcher"].StaffId, ["general", "permits"]));
            states.Add(JsonSerializer.Serialize(bans.Value));
        }

        return string.Join('\n', states);
    }

    private static async Task Add(FrontHost host, TestAgency agency, string userName, string alias, Role role, params ImmutableArray<string> queues)
    {
        var made = await host.Grains.GetGrain<IAgencyGrain>(agency.Id).AddAccount(
            Caller.System(agency.Id), new NewAccount(userName, TestAgency.Password, $"{alias} Realname", alias, role, queues, 5));
        agency.Staff[userName] = made.Value ?? throw new InvalidOperationException($"{userName} was not made: {made.Refusal}");
    }

    private static async Task Works(TestClient agent, TestClient? insteadOf = null)
    {
        if (insteadOf is not null)
            await insteadOf.Json("PUT", "agents/me/presence", new { status = "busy" });
        await agent.Json("PUT", "agents/me/presence", new { status = "available", capacity = 5 });
    }

    private async Task Have(string name, TestAgency agency, string queue, TestClient? holder, bool isClosed, params ImmutableArray<string> readers)
    {
        var word = $"zqx{_things.Count + 1}word";
        var citizen = await Starts(agency, queue, word);
        if (holder is not null)
            await Talk(holder, citizen, word, isClosed);
        var staffId = holder is null ? null : (await holder.Json("GET", "session")).GetProperty("username").GetString() is { } userName ? agency.Staff[userName].StaffId : null;
        _things.Add(new Thing(name, word, queue, citizen, staffId, isClosed, readers));
    }

    private static async Task<TestClient> Starts(TestAgency agency, string queue, string word)
    {
        var started = await new TestClient(agency).Json("POST", $"agencies/{agency.Id}/conversations", new
        {
            queue,
            messageId = $"secret-{word}-of-a-citizen",
            text = $"{word} is my question",
            name = word,
            contact = $"{word}@example.org",
            answers = new Dictionary<string, string> { ["what"] = word },
            page = $"https://example.org/{word}",
            session = $"the-browser-of-{word}",
        });
        return new TestClient(agency) { Token = started.GetProperty("token").GetString()!, Conversation = started.GetProperty("id").GetString()!, Started = started };
    }

    private async Task<string> Propose(string name, TestClient holder)
    {
        var thing = _things.Single(thing => thing.Name == name);
        return (await holder.Json("POST", thing.Citizen.Mine("ban"), new { days = 1, reason = $"{thing.Word} is why" })).GetProperty("id").GetString()!;
    }

    private static async Task Talk(TestClient holder, TestClient citizen, string word, bool isClosed)
    {
        await using (var stream = await holder.Events("agents/me/events"))
            await stream.Until(told => told.Kind == "assigned" && told.Conversation == citizen.Conversation, "the assignment");
        await holder.Json("POST", citizen.Mine("messages"), new { messageId = "reply", text = $"{word} is my answer" });
        await holder.Json("POST", citizen.Mine("notes"), new { text = $"{word} for staff" });
        await holder.Json("POST", citizen.Mine("tags"), new { tags = (string[])[word] });
        if (!isClosed)
            return;

        await holder.Json("POST", citizen.Mine("close"), new { disposition = "resolved", note = $"{word} at the end", nextAction = word });
        await citizen.Json("POST", citizen.Mine("rating"), new { resolved = true, satisfaction = 5, comment = word });
    }
}
