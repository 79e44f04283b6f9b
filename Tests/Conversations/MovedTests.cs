#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Agents;
using Muster.Auditing;
using Muster.Conversations;
using Muster.Identity;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What a supervisor does about a conversation that waits (S106), on grains.</summary>
public sealed class MovedTests
{
    [Fact]
    public async Task What_is_moved_waits_in_the_other_line_with_its_age_and_the_citizen_is_told()
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, robin) = (await cluster.Supervisor(), cluster.Citizen());
        var started = await robin.Starts();

        var moved = await robin.Grain.Transfer(kim, new TransferConversation(Some.OtherQueue, null, "Floods.", "They know floods") { MessageId = "t-1" });
        var again = await robin.Grain.Transfer(kim, new TransferConversation(Some.OtherQueue, null, "Floods.", "They know floods") { MessageId = "t-1" });

        Assert.Equal((moved.Value, true), (again.Value, moved.IsDone));
        Assert.Equal((0, 1), (await Waiting(cluster.Queue), await Waiting(cluster.Flood())));
        var entries = await robin.Reads();
        Assert.Equal(["transferred", "waiting"], entries.TakeLast(2).Select(entry => entry.Kind));
        Assert.Equal((Role.Supervisor, "They know floods", "moved", started.Ticket), (entries[^2].AuthorRole, entries[^2].Reason, entries[^1].Reason, entries[^1].Ticket!.Value));
        Assert.All(cluster.Audit.LinesOf(Some.Agency).Where(line => line.Action == AuditAction.Reassigned), line => Assert.Equal(kim.StaffId, line.Actor));

        var lee = await cluster.HireFor(Some.OtherQueue, "lee");
        await lee.Is(Presence.Available);
        await lee.Holds(robin.Key);
    }

    [Fact]
    public async Task Whoever_is_named_gets_it_before_those_who_came_earlier_and_nobody_else_does()
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, robin, sandy) = (await cluster.Supervisor(), cluster.Citizen("robin"), cluster.Citizen("sandy"));
        var (alex, blake) = (await cluster.Hire("alex"), await cluster.Hire("blake", capacity: 1));
        await robin.Starts();
        await sandy.Starts();

        Assert.True((await sandy.Grain.Transfer(kim, new TransferConversation(null, "blake", "They asked for you."))).IsDone);
        await alex.Is(Presence.Available);
        await alex.Holds(robin.Key);
        await blake.Is(Presence.Available);
        await blake.Holds(sandy.Key);

        Assert.Equal([robin.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
    }

    [Fact]
    public async Task Whoever_is_said_to_be_urgent_is_served_first_and_nobody_is_moved_back()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { Priorities = [new("soon", "Soon", 300), new("urgent", "Urgent", 600)] });
        var (kim, robin, sandy) = (await cluster.Supervisor(), cluster.Citizen("robin"), cluster.Citizen("sandy"));
        var alex = await cluster.Hire("alex", capacity: 1);
        await robin.Starts();
        await sandy.Starts();

        Assert.True((await Raise("urgent", "t-1")).IsDone);
        Assert.True((await Raise("urgent", "t-1")).IsDone);
        Assert.Equal(Refusal.NotAllowed, (await Raise("urgent", "t-2")).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await Raise("soon", "t-3")).Refusal);
        Assert.Equal(Refusal.InvalidRequest, (await Raise("sooner", "t-4")).Refusal);
        await alex.Is(Presence.Available);
        await alex.Holds(sandy.Key);

        var reason = (await sandy.Grain.Why(kim)).Value!.Assignments[^1].Reason!;
        Assert.Equal(("urgent", TimeSpan.FromMinutes(10)), (reason.Triage?.Priority, reason.Triage?.HeadStart));
        var told = (await sandy.Grain.Read(kim, 0, 500)).Value!.Entries.Where(entry => entry.Kind == EntryKind.Transferred);
        Assert.Equal("urgent", Assert.Single(told).Priority);
        Assert.All(await sandy.Reads(), entry => Assert.Null(entry.Priority));

        Task<Outcome<Receipt>> Raise(string priority, string id) =>
            sandy.Grain.Transfer(kim, new TransferConversation(Some.Queue, null, "Their cellar is full.") { Priority = priority, MessageId = id });
    }

    [Fact]
    public async Task What_an_agent_hands_over_as_urgent_stands_further_in_front_in_the_other_line()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { Priorities = [new("urgent", "Urgent", 600)] });
        var (alex, robin) = await cluster.Talking();
        await alex.Is(Presence.Busy);

        Assert.True((await robin.Grain.Transfer(alex.Caller, new TransferConversation(Some.OtherQueue, null, "Floods.") { Priority = "urgent" })).IsDone);

        var waiting = Assert.Single((await cluster.Flood().Open(Caller.Staff(Role.Supervisor, Some.Agency, "staff-kim", [Some.OtherQueue]))).Value!.Waiting);
        Assert.Equal("urgent", waiting.Priority);
        var started = (await robin.Reads())[0].At;
        Assert.Equal(started, waiting.Since, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // another agent has it
    public async Task Beyond_the_limit_an_agent_gets_what_a_supervisor_gives_them_and_nothing_else(bool isHeld)
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, robin, sandy, lee) = (await cluster.Supervisor(), cluster.Citizen("robin"), cluster.Citizen("sandy"), cluster.Citizen("lee"));
        var (alex, blake) = (await cluster.Hire("alex", capacity: 1), await cluster.Hire("blake", capacity: 1));
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        await sandy.Starts();
        if (isHeld)
        {
            await blake.Is(Presence.Available);
            await blake.Holds(sandy.Key);
            await blake.Is(Presence.Busy);
        }

        Assert.True((await sandy.Grain.Transfer(kim, new TransferConversation(null, "alex", "Floods.") { BeyondLimit = true })).IsDone);
        await alex.Holds(sandy.Key);
        await lee.Starts();
        await cluster.Work(3, alex);

        var slots = (await alex.Looks()).Slots;
        Assert.Equal([(robin.Key, (string?)null), (sandy.Key, "Kim")], slots.Select(slot => (slot.Conversation, slot.BeyondLimitBy)));
        Assert.Equal("Kim", (await sandy.Grain.Why(kim)).Value!.Assignments[^1].BeyondLimitBy);
        Assert.Equal(kim.StaffId, Assert.Single(cluster.Audit.LinesOf(Some.Agency), line => line.Action == AuditAction.GivenBeyondLimit).Actor);
        await alex.Closes(robin.Key);
        await cluster.Work(3, alex);
        Assert.Equal([sandy.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation)); // it counts like any other
    }

    [Fact]
    public async Task What_is_ended_in_the_line_is_given_to_nobody_and_the_citizen_is_told()
    {
        await using var cluster = await ChatCluster.Start();
        var (kim, robin, sandy) = (await cluster.Supervisor(), cluster.Citizen("robin"), cluster.Citizen("sandy"));
        var alex = await cluster.Hire("alex");
        await robin.Starts();
        await sandy.Starts();

        var ended = await robin.Grain.Close(kim, Some.Close());
        var again = await robin.Grain.Close(kim, Some.Close());
        await alex.Is(Presence.Available);
        await alex.Holds(sandy.Key);

        Assert.Equal(ended.Value, again.Value);
        var closed = await robin.Screen.Until(EntryKind.Closed);
        Assert.Equal((ClosingOutcome.EndedInLine, Role.Supervisor), (closed.Outcome, closed.AuthorRole));
        Assert.Equal([sandy.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
        Assert.Equal(2, cluster.Audit.LinesOf(Some.Agency).Count(line => line.Action == AuditAction.Ended));
    }

    [Fact]
    public async Task Only_supervisors_of_the_queue_it_waits_in_do_either()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, elsewhere, robin) = (await cluster.Hire("alex"), await cluster.Supervisor(Some.OtherQueue), cluster.Citizen());
        await robin.Starts();

        foreach (var stranger in (Caller[])[alex.Caller, elsewhere])
        {
            Assert.Equal(Refusal.NotFound, (await robin.Grain.Transfer(stranger, new TransferConversation(Some.OtherQueue, null, "Floods."))).Refusal);
            Assert.Equal(Refusal.NotFound, (await robin.Grain.Close(stranger, Some.Close())).Refusal);
        }

        Assert.Equal(["started", "message", "waiting"], (await robin.Reads()).Select(entry => entry.Kind));
    }

    private static async Task<int> Waiting(IQueueGrain queue) => (await queue.Board(Caller.System(Some.Agency))).Value!.Waiting;
}
#endif
