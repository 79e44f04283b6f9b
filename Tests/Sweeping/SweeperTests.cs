#if ENGINE_EMBEDDED
using System.Collections.Immutable;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Sweeping;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>A sweeper on grains: what is planted in the store it finds, and in an ordinary day it finds nothing.</summary>
public sealed class SweeperTests
{
    private const string Robin = "demo/robin";

    private static readonly Caller Supervisor = Caller.Staff(Role.Supervisor, Some.Agency, "supervisor-id", [Some.Queue, Some.OtherQueue]);

    [Fact]
    public async Task Nothing_is_found_on_an_ordinary_day()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, blake) = (await cluster.Hire("alex", capacity: 1), await cluster.Hire("blake", capacity: 1));
        var (robin, kim, lee) = (cluster.Citizen("robin"), cluster.Citizen("kim"), cluster.Citizen("lee"));
        await Sweeper(cluster).Wake();

        await robin.Starts();
        await Works(cluster, 40); // nobody is there yet
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        await alex.Posts(robin.Key, "Which street?", "a-1");
        await kim.Starts();
        await Works(cluster, 40, alex); // Alex has enough to do
        await blake.Is(Presence.Available);
        await blake.Holds(kim.Key);
        await blake.Posts(kim.Key, "Which bridge?", "b-1");
        await alex.Is(Presence.Busy);
        await robin.Grain.Transfer(alex.Caller, new TransferConversation(Some.OtherQueue, null, "note"));
        await Works(cluster, 40, alex, blake); // Robin waits in the other queue
        await kim.Ends();
        await Works(cluster, 20, alex, blake);
        await blake.Closes(kim.Key);
        await blake.Holds(robin.Key);
        await lee.Starts();
        await Works(cluster, 20, alex, blake);
        await lee.Ends();
        var report = await Works(cluster, 120, alex, blake);

        Assert.NotNull(report.At);
        Assert.Empty(report.Findings);
        Assert.DoesNotContain(cluster.Logged.Lines.All, line => line.StartsWith("A promise is broken", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SweepKind.InTwoPlaces)]
    [InlineData(SweepKind.Nowhere)]
    [InlineData(SweepKind.OverCapacity)]
    [InlineData(SweepKind.IdleAgent)]
    [InlineData(SweepKind.Passed)]
    public async Task What_is_broken_in_the_store_is_found_logged_once_and_told_to_whoever_measures(SweepKind kind)
    {
        await using var cluster = await ChatCluster.Start();
        await Break(cluster, kind);

        var report = await Sweeps(cluster, 200);

        // Of two queues each is told.
        Assert.Equal(kind == SweepKind.InTwoPlaces ? 2 : 1, report.Findings.Count(finding => finding.Kind == kind));
        Assert.Equal(report.Findings.Length, cluster.Logged.Lines.All.Count(line => line.StartsWith($"A promise is broken: {kind} in {Some.Agency}/", StringComparison.Ordinal)));
        Assert.Equal(report.Findings.AsEnumerable(), cluster.Findings.Found[Some.Agency].Findings.AsEnumerable());
    }

    [Fact]
    public async Task Findings_are_for_those_who_watch_their_queue_alone()
    {
        await using var cluster = await ChatCluster.Start();
        await Break(cluster, SweepKind.IdleAgent);
        await Sweeps(cluster, 100);

        Assert.Single((await Look(cluster, Of(Role.Supervisor, Some.Queue))).Value!.Findings);
        Assert.Single((await Look(cluster, Of(Role.Viewer, Some.Queue))).Value!.Findings);
        Assert.Empty((await Look(cluster, Of(Role.Supervisor, Some.OtherQueue))).Value!.Findings);
        Assert.Empty((await Look(cluster, Of(Role.Viewer))).Value!.Findings);
        foreach (var other in (Caller[])[Of(Role.Agent, Some.Queue), Of(Role.Administrator, Some.Queue), Of(Role.Auditor), Caller.Citizen(Some.Agency, Robin), Caller.System(Some.Agency), Supervisor with { Agency = "other" }])
            Assert.Equal(Refusal.NotFound, (await Look(cluster, other)).Refusal);
    }

    [Fact]
    public async Task A_closed_conversation_that_is_still_registered_is_no_finding()
    {
        await using var cluster = await ChatCluster.Start();
        Opens(cluster, Robin, new AgentJoined(Some.AlexAuthor, Some.Queue), new ConversationClosed(Some.AlexAuthor, ClosingOutcome.NotAsked, "resolved"));
        await Line(cluster, Some.Queue, Held(Robin));

        Assert.Empty((await Sweeps(cluster, 200)).Findings);
        Assert.DoesNotContain(cluster.Logged.Lines.All, line => line.StartsWith("A promise is broken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closed_ones_that_are_still_registered_hide_nobody()
    {
        await using var cluster = await ChatCluster.Start();
        ImmutableArray<string> closed = [.. Enumerable.Range(1, 70).Select(number => $"demo/closed-{number:00}")];
        foreach (var conversation in closed)
            Opens(cluster, conversation, new AgentJoined(Some.AlexAuthor, Some.Queue), new ConversationClosed(Some.AlexAuthor, ClosingOutcome.NotAsked, "resolved"));
        Opens(cluster, Robin);
        await Line(cluster, Some.Queue, [.. closed.Add(Robin).Select(conversation => Held(conversation))]);

        Assert.Equal(Robin, Assert.Single((await Sweeps(cluster, 200)).Findings).Conversation);
    }

    [Fact]
    public async Task A_place_in_the_line_of_somebody_who_never_came_is_no_finding()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.Hire("alex");
        await Line(cluster, Some.Queue, Waiting(Robin));
        await Desk(cluster, alex, Presence.Available);

        Assert.Empty((await Sweeps(cluster, 200)).Findings);
    }

    [Fact]
    public async Task What_is_mended_is_a_finding_no_longer()
    {
        await using var cluster = await ChatCluster.Start();
        await Break(cluster, SweepKind.Nowhere);
        Assert.Single((await Sweeps(cluster, 100)).Findings);

        await Line(cluster, Some.Queue);

        Assert.Empty((await Sweeps(cluster, 10)).Findings);
        Assert.Empty(cluster.Findings.Found[Some.Agency].Findings);
    }

    [Fact]
    public async Task Before_it_has_looked_it_says_so()
    {
        await using var cluster = await ChatCluster.Start();

        var report = (await Look(cluster, Supervisor)).Value!;

        Assert.Null(report.At);
        Assert.Empty(report.Findings);
    }

    private static async Task Break(ChatCluster cluster, SweepKind kind)
    {
        var alex = await cluster.Hire("alex", capacity: kind == SweepKind.Passed ? 50 : 1);
        ImmutableArray<string> others = [.. Enumerable.Range(1, 6).Select(number => $"demo/later-{number}")];
        foreach (var conversation in others.Add(Robin))
            Opens(cluster, conversation);
        switch (kind)
        {
            case SweepKind.InTwoPlaces:
                await Line(cluster, Some.Queue, Waiting(Robin));
                await Line(cluster, Some.OtherQueue, Waiting(Robin));
                break;
            case SweepKind.Nowhere:
                await Line(cluster, Some.Queue, Held(Robin));
                break;
            case SweepKind.OverCapacity:
                await Sweeps(cluster, 10);
                await Line(cluster, Some.Queue, Held(Robin), Held(others[0]));
                await Desk(cluster, alex, Presence.Available, Robin, others[0]);
                break;
            case SweepKind.IdleAgent:
                await Line(cluster, Some.Queue, Waiting(Robin));
                await Desk(cluster, alex, Presence.Available);
                break;
            default:
                await Line(cluster, Some.Queue, Waiting(Robin));
                await Sweeps(cluster, 10);
                await Line(cluster, Some.Queue, [Waiting(Robin), .. others.Select((other, number) => Held(other, secondsAfter: 1 + number))]);
                await Desk(cluster, alex, Presence.Busy, [.. others]);
                break;
        }
    }

    private static LineEntry Waiting(string conversation) => new(conversation, Some.Moment.UtcTicks, 3, IsHeld: false);

    private static LineEntry Held(string conversation, int secondsAfter = 0) => new(conversation, Some.Moment.AddSeconds(secondsAfter).UtcTicks, 4, IsHeld: true);

    /// <summary>Past the queue's grain, which is never woken here.</summary>
    private static async Task Line(ChatCluster cluster, string queue, params LineEntry[] entries)
    {
        var grain = cluster.Grains.GetGrain<IQueueGrain>(GrainKey.Of(Some.Agency, queue)).GetGrainId();
        await Store(cluster, "line", grain, new LineIndex { Segments = [1] });
        await Store(cluster, "line-1", grain, new LineSegment { Entries = [.. entries] });
    }

    /// <summary>Past the agent's grain, too.</summary>
    private static Task Desk(ChatCluster cluster, AgentAtWork agent, Presence presence, params string[] conversations)
    {
        var now = cluster.Clock.GetUtcNow().AddSeconds(1);
        ImmutableArray<Slot> slots = [.. conversations.Select(conversation => new Slot(conversation, Some.QueueKey, SlotState.Held, now, OfferedUntil: null, JoinedSeq: 4))];
        return Store(cluster, "agent", agent.Grain.GetGrainId(), new Agent { Presence = presence, IdleSince = now, Slots = slots });
    }

    private static async Task Store<T>(ChatCluster cluster, string name, GrainId grain, T state)
    {
        var stored = new GrainState<T>();
        await cluster.States.ReadStateAsync(name, grain, stored);
        stored.State = state;
        await cluster.States.WriteStateAsync(name, grain, stored);
    }

    /// <summary>As its journal has it.</summary>
    private static void Opens(ChatCluster cluster, string conversation, params ConversationFact[] more)
    {
        foreach (var fact in ConversationRules.Start(Some.Settings, Some.Start(), Some.Triaged, Some.Moment.UtcTicks).Facts.AddRange(more))
            cluster.Journal.AppendBehindTheGrainsBack(conversation, fact);
    }

    /// <summary>Seconds pass for the sweeper alone: nothing else is awake that could mend what it finds.</summary>
    private static async Task<SweepReport> Sweeps(ChatCluster cluster, int seconds)
    {
        await Sweeper(cluster).Wake();
        for (var passed = 0; passed < seconds; passed += 10)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(10));
            await Look(cluster, Supervisor); // not answered before its turn is over
        }

        return (await Look(cluster, Supervisor)).Value!;
    }

    /// <summary>Seconds pass for everybody.</summary>
    private static async Task<SweepReport> Works(ChatCluster cluster, int seconds, params AgentAtWork[] agents)
    {
        for (var second = 0; second < seconds; second++)
        {
            await cluster.Work(1, agents);
            await Look(cluster, Supervisor);
        }

        return (await Look(cluster, Supervisor)).Value!;
    }

    private static Caller Of(Role role, params ImmutableArray<string> areas) => Caller.Staff(role, Some.Agency, "somebody", areas);

    private static Task<Outcome<SweepReport>> Look(ChatCluster cluster, Caller caller) => Sweeper(cluster).Look(caller);

    private static ISweeperGrain Sweeper(ChatCluster cluster) => cluster.Grains.GetGrain<ISweeperGrain>(Some.Agency);
}
#endif
