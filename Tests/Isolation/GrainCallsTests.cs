using System.Collections.Immutable;
using System.Reflection;
using Muster.Agencies;
using Muster.Agents;
using Muster.Auditing;
using Muster.Bans;
using Muster.Conversations;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
using Muster.Records;
using Muster.Sweeping;
using Muster.Tests.Contracts;
using Muster.Tests.Front;
using Muster.WebFront.Live;

namespace Muster.Tests.Isolation;

/// <summary>Every method of every grain with every caller whom it does not concern (N2, S97): refused, noted, and nothing changed, told or shown.</summary>
[Collection(SharedFront.Name)]
public sealed class GrainCallsTests(FrontHost host, Neighbourhood world) : IClassFixture<Neighbourhood>
{
    private static readonly ImmutableArray<MethodInfo> Methods =
    [
        .. typeof(Caller).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IGrainWithStringKey).IsAssignableFrom(type)).SelectMany(type => type.GetMethods()),
    ];

    public static TheoryData<string> Calls => [.. GrainCalls.All.Select(call => call.ToString())];

    [Fact]
    public void Every_method_has_a_line_and_every_line_a_method()
    {
        var asked = Methods.Where(AsksWho).Select(GrainCall.NameOf).ToHashSet();
        var unasked = Methods.Where(method => !AsksWho(method)).Select(GrainCall.NameOf).ToHashSet();

        string[] wrong =
        [
            .. asked.Except(Calls.Select(row => row.Data)).Select(name => $"say in GrainCalls.All (Tests/Isolation) who may call {name}"),
            .. unasked.Except(GrainCalls.Unasked.Keys).Select(name => $"{name} is not told who asks: give it a Caller, or say in GrainCalls.Unasked (Tests/Isolation) why it needs none"),
            .. Calls.Select(row => row.Data).Except(asked).Concat(GrainCalls.Unasked.Keys.Except(unasked)).Select(name => $"no such method any more, take its line out of Tests/Isolation/GrainCalls.cs: {name}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void The_front_asks_on_nobodys_behalf_only_where_that_is_said()
    {
        var front = new CodeOfGrains(typeof(Feed).Assembly);
        var used = front.Methods
            .SelectMany(method => front.NamedBy(method).OfType<MethodInfo>().Where(called => Methods.Contains(called) && !AsksWho(called)).Select(called => (GrainCall.NameOf(called), By: Outermost(method.DeclaringType!))))
            .ToHashSet();

        var said = GrainCalls.Unasked.Where(line => line.Value.InFront is not null).SelectMany(line => line.Value.InFront!.Split(", ").Select(by => (line.Key, by))).ToHashSet();
        Assert.Equal(said.Order(), used.Order());
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Whoever_it_does_not_concern_is_refused_and_noted(string name)
    {
        var call = GrainCalls.All.Single(call => call.ToString() == name);
        var (before, ours, theirs) = (await world.State(), Ears.At(host.Grains), Ears.At(host.Grains));

        foreach (var asked in AllOf(call.Grain))
        {
            await world.StayAtWork();
            var callers = Callers(asked).Where(caller => !call.Changes || !call.May(caller, asked)).ToList();
            var noted = NotesOn(asked).Count;
            var replies = await Task.WhenAll(callers.Select(async caller =>
                (Caller: caller, May: call.May(caller, asked), Reply: await call.Ask(new Asking(host.Grains, caller, asked.Key, call.May(caller, asked) ? ours : theirs) { Conversation = world.Things[0].Key, Ban = world.Bans[asked.Area ?? "general"] }))));

            foreach (var (caller, may, reply) in replies)
                Assert.True(call.IsOneWay || IsRight(reply, may), $"{name} of {asked.Name} by {caller} with {string.Join(' ', caller.Areas)}: {reply}");
            Assert.Contains(replies, reply => !reply.May);
            await AssertForeignersAreNoted(call, asked, [.. callers.Where(caller => caller.Agency != asked.Agency)], noted);
        }

        Assert.Equal(before, await world.State());
        Assert.DoesNotContain(host.Logged.Lines.All, line => line.Contains(GrainCalls.Words, StringComparison.Ordinal));
        await AssertHeardNothing(call, ours, theirs);
    }

    [Fact]
    public async Task Every_method_does_it_for_somebody()
    {
        var house = await OpenHouse.Of(host);
        var (agency, ears) = (house.Agency.Id, Ears.At(host.Grains));
        var areas = ImmutableArray.Create("general", "asked");

        foreach (var call in GrainCalls.All)
        {
            var conversation = GrainKey.Of(agency, house.Citizens[call.On].Conversation);
            var sam = house.Agency.Staff["xquackenbush"].StaffId;
            var caller = call.By switch
            {
                "citizen" => Caller.Citizen(agency, conversation),
                "agent" => Caller.Staff(Role.Agent, agency, sam, areas),
                "supervisor" => Caller.Staff(Role.Supervisor, agency, house.Agency.Staff["watcher"].StaffId, areas),
                "administrator" => Caller.Staff(Role.Administrator, agency, house.Agency.Staff["keeper"].StaffId, areas),
                "auditor" => Caller.Staff(Role.Auditor, agency, house.Agency.Staff["auditor"].StaffId, areas),
                _ => Caller.System(agency),
            };
            var key = call.Grain == typeof(IConversationGrain) ? conversation : KeyOf(call.Grain, agency, sam);
            var reply = await call.Ask(new Asking(host.Grains, caller, key, ears) { Conversation = conversation, Ban = house.Bans.GetValueOrDefault(call.On, "") });
            Assert.True(call.IsOneWay || reply.HasValue, $"{call} by {call.By}: {reply}");
        }

        await ears.All.Until("typing is told", heard => heard.Contains("typing by Agent", StringComparison.Ordinal));
        await ears.All.Until("what was read is told", heard => heard.Contains("read by Agent", StringComparison.Ordinal));
        await ears.All.Until("that the citizen came is told", heard => heard.Contains("presence by Citizen", StringComparison.Ordinal));
    }

    /// <summary>Each role, of this agency and of another that is called nearly the same, of this area, another and none, as the one it concerns and as somebody else.</summary>
    private IEnumerable<Caller> Callers(Asked asked)
    {
        string[] agencies = [world.Home.Id, world.Away.Id, world.Home.Id.ToUpperInvariant(), ""];
        ImmutableArray<string>[] areas = [["general"], ["permits"], []];
        foreach (var agency in agencies)
        {
            foreach (var role in (Role[])[Role.Agent, Role.Supervisor, Role.Administrator, Role.Viewer, Role.RecordsOfficer, Role.Auditor])
            {
                foreach (var staffId in (string[])[asked.Owner ?? "nobody", world.Away.Staff[Neighbourhood.UserNextDoor].StaffId])
                {
                    foreach (var area in areas)
                        yield return Caller.Staff(role, agency, staffId, area);
                }
            }

            yield return Caller.Citizen(agency, asked.Key);
            yield return Caller.Citizen(agency, world.Things.Single(thing => thing.Name == "what waits next door").Key);
            yield return new Caller(Role.Assistant, agency, asked.Owner, asked.Key, ["general", "permits"]);
            yield return Caller.System(agency);
        }
    }

    private IReadOnlyList<Asked> AllOf(Type grain)
    {
        var (agency, sam) = (world.Home.Id, world.Home.Staff["xquackenbush"].StaffId);
        return grain == typeof(IConversationGrain) ? [.. world.Things.Where(thing => thing.Agency == agency).Select(thing => new Asked(thing.Name, thing.Key, thing.Queue, thing.Holder, thing.IsClosed))]
            : grain == typeof(IQueueGrain) || grain == typeof(IMetricsGrain) ? [.. ((string[])["general", "permits"]).Select(queue => new Asked(queue, grain == typeof(IQueueGrain) ? GrainKey.Of(agency, queue) : QuarterOfHour.Key(agency, queue, DateTimeOffset.UnixEpoch), queue))]
            : grain == typeof(IBanGrain) ? [.. ((string[])["general", "permits"]).Select(area => new Asked($"a ban of {area}", agency, area))]
            : grain == typeof(IAgentGrain) ? [new Asked(grain.Name, KeyOf(grain, agency, sam), "general", sam)]
            : [new Asked(grain.Name, KeyOf(grain, agency, sam))];
    }

    private static string KeyOf(Type grain, string agency, string staffId) =>
        grain == typeof(IAgentGrain) ? GrainKey.Of(agency, staffId)
        : grain == typeof(IAgencyGrain) || grain == typeof(IAccountReportGrain) || grain == typeof(IAuditGrain) || grain == typeof(IBanGrain) || grain == typeof(ISweeperGrain) ? agency
        : grain == typeof(IReturnCodesGrain) ? GrainKey.Of(agency, "00")
        : grain == typeof(IAccountGrain) ? GrainKey.Of(agency, "zffoulkes")
        : grain == typeof(IQueueGrain) ? GrainKey.Of(agency, "general")
        : grain == typeof(IMetricsGrain) ? QuarterOfHour.Key(agency, "general", DateTimeOffset.UnixEpoch)
        : grain == typeof(IRegisterGrain) ? RegisterKey.Of(agency, new DateOnly(2026, 11, 22), 0)
        : throw new InvalidOperationException($"say in GrainCallsTests.KeyOf what a key of {grain.Name} is, and in AllOf what belongs to somebody");

    private static bool IsRight(Reply reply, bool may) => may
        ? reply is { Refusal: null, HasValue: true }
        : reply is { Refusal: Refusal.NotFound or Refusal.NotAllowed, HasValue: false };

    /// <summary>Those of another agency leave a trace each, and nobody else does.</summary>
    private async Task AssertForeignersAreNoted(GrainCall call, Asked asked, IReadOnlyList<Caller> foreigners, int noted)
    {
        if (!call.IsNoted)
            return;
        if (call.IsOneWay)
        {
            var due = noted + foreigners.Count;
            await host.Logged.Lines.Until($"{call} by each of another agency is noted", line => IsOn(asked, line) && --due == 0);
        }

        Assert.Equal(foreigners.Count, NotesOn(asked).Count - noted);
    }

    private List<string> NotesOn(Asked asked) => [.. host.Logged.Lines.All.Where(line => IsOn(asked, line))];

    private static bool IsOn(Asked asked, string line) => line.Contains($"asked agency {asked.Agency} for", StringComparison.Ordinal);

    /// <summary>Nothing that was tried was told to anybody; and who listens in vain hears nothing of what comes after.</summary>
    private async Task AssertHeardNothing(GrainCall call, Ears ours, Ears theirs)
    {
        if (call.Method == nameof(IAgentGrain.Watch) && call.Grain == typeof(IAgentGrain))
        {
            await world.Sam.Json("PUT", "agents/me/presence", new { status = "away" });
            await world.Sam.Json("PUT", "agents/me/presence", new { status = "busy" });
            await ours.All.Until("the agent's own change is told", heard => heard.EndsWith("Busy", StringComparison.Ordinal));
        }
        else if (call.Grain == typeof(IConversationGrain))
        {
            var thing = world.Things[0];
            var grain = host.Grains.GetGrain<IConversationGrain>(thing.Key);
            await grain.Watch(Caller.System(thing.Agency), ours.OfConversation, 0);
            await grain.MarkRead(Caller.Citizen(thing.Agency, thing.Key), 1);
            await ours.All.Until("what the citizen read is told", heard => heard == $"{thing.Key} read by Citizen");
        }

        Assert.Empty(theirs.All.All);
        Assert.DoesNotContain(ours.All.All, heard => heard.Contains("typing by", StringComparison.Ordinal));
    }

    private static bool AsksWho(MethodInfo method) => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Caller));

    private static string Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type.Name;
}
