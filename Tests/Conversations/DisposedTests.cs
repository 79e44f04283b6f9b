#if ENGINE_EMBEDDED
using Muster.Agents;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>A conversation whose records were disposed of is as if it had never been, and holds nobody up.</summary>
public sealed class DisposedTests
{
    [Fact]
    public async Task It_answers_everybody_that_there_is_none_and_is_never_begun_again()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen("robin");
        await robin.Starts();
        await DisposeOf(cluster, robin);

        Assert.Equal(Refusal.NotFound, (await robin.Grain.Read(robin.Caller, 0, 10)).Refusal);
        Assert.Equal(Refusal.NotFound, (await robin.Grain.Look(Caller.System(Some.Agency))).Refusal);
        Assert.Equal(Refusal.NotFound, (await robin.Watches()).Refusal);
        Assert.Equal(Refusal.NotFound, (await robin.Posts("Is anybody there?")).Refusal);
        Assert.Equal(Refusal.NotFound, (await robin.Ends()).Refusal);
        Assert.Equal(Refusal.NotFound, (await robin.Grain.Start(robin.FirstWords)).Refusal);
    }

    [Fact]
    public async Task What_an_activation_still_remembers_of_it_ends_with_the_first_look_into_the_journal()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen("robin");
        await robin.Starts();
        for (var number = 0; number < 200; number++)
        {
            await robin.Posts($"message {number}");
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        cluster.Journal.DisposeOf(robin.Key);

        Assert.Equal(Refusal.NotFound, (await robin.Grain.Read(robin.Caller, 0, 10)).Refusal);
        Assert.Equal(Refusal.NotFound, (await robin.Grain.Read(robin.Caller, 200, 10)).Refusal);
    }

    [Fact]
    public async Task It_leaves_the_line_and_others_are_served()
    {
        await using var cluster = await ChatCluster.Start();
        var (robin, kim) = (cluster.Citizen("robin"), cluster.Citizen("kim"));
        await robin.Starts();
        await kim.Starts();
        await DisposeOf(cluster, robin);

        await cluster.Pass(TimeSpan.FromSeconds(61));
        await cluster.Queue.Wake();
        await cluster.Queue.Wake();
        Assert.Equal(1, (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!.Waiting);

        var alex = await cluster.Hire("alex");
        await alex.Is(Presence.Available);
        await cluster.Queue.Wake();
        await cluster.Pass(TimeSpan.FromSeconds(2), alex);
        Assert.Equal(alex.StaffId, (await kim.Grain.WhoHolds(0)).StaffId);
        Assert.Equal(0, (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!.Waiting);
    }

    [Fact]
    public async Task An_agent_who_held_it_lets_it_go()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.Hire("alex");
        await alex.Is(Presence.Available);
        var robin = cluster.Citizen("robin");
        await robin.Starts();
        await cluster.Pass(TimeSpan.FromSeconds(2), alex);
        Assert.Equal(alex.StaffId, (await robin.Grain.WhoHolds(0)).StaffId);
        await DisposeOf(cluster, robin);

        await cluster.Pass(TimeSpan.FromSeconds(61), alex);
        await cluster.Queue.Wake();
        await cluster.Queue.Wake();

        var board = (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!;
        Assert.Equal((0, 0), (board.Waiting, board.Held));
    }

    /// <summary>Its activation ends, as one does that nobody asks any more.</summary>
    private static async Task DisposeOf(ChatCluster cluster, CitizenAtHome citizen)
    {
        cluster.Journal.FailNext(MemoryJournal.Fault.Lost);
        await Assert.ThrowsAnyAsync<Exception>(() => citizen.Posts("lost"));
        cluster.Journal.DisposeOf(citizen.Key);
    }
}
#endif
