#if ENGINE_EMBEDDED
using Muster.Agents;
using Muster.Identity;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Queues;

/// <summary>Every conversation is found in one register: its queue's while it is open, its day's afterwards.</summary>
public sealed class RegisterTests
{
    [Fact]
    public async Task A_closed_conversation_goes_from_its_queues_register_to_its_days()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);

        await alex.Closes(robin.Key);
        await cluster.Pass(TimeSpan.FromSeconds(2), alex);

        Assert.Equal((0, 0), await Board(cluster));
        Assert.Equal(robin.Key, Assert.Single(await Registered(cluster, robin)).Conversation);
    }

    [Fact]
    public async Task What_its_days_register_does_not_take_stays_in_its_queues()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);

        cluster.States.Refused = "register";
        await alex.Closes(robin.Key);
        await cluster.Pass(TimeSpan.FromSeconds(3), alex);
        var meanwhile = await Board(cluster);
        cluster.States.Refused = null;
        await cluster.Pass(TimeSpan.FromSeconds(3), alex);

        Assert.Equal((0, 1), meanwhile);
        Assert.Equal((0, 0), await Board(cluster));
        Assert.Single(await Registered(cluster, robin));
    }

    [Fact]
    public async Task A_queue_that_cannot_store_who_joins_takes_nobody_in_and_goes_on_afterwards()
    {
        await using var cluster = await ChatCluster.Start();
        var (robin, kim) = (cluster.Citizen("robin"), cluster.Citizen("kim"));
        await robin.Starts();

        cluster.States.Refused = "line-1";
        await Assert.ThrowsAnyAsync<Exception>(() => kim.Grain.Start(kim.FirstWords));
        cluster.States.Refused = null;

        Assert.Empty(cluster.Journal.FactsOf(kim.Key));
        Assert.False((await kim.Starts()).Repeated);
        Assert.Equal((2, 0), await Board(cluster));
    }

    private static async Task<(AgentAtWork, CitizenAtHome)> Talking(ChatCluster cluster)
    {
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        return (alex, robin);
    }

    private static async Task<(int Waiting, int Held)> Board(ChatCluster cluster)
    {
        var board = (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!;
        return (board.Waiting, board.Held);
    }

    private static async Task<IEnumerable<ClosedConversation>> Registered(ChatCluster cluster, CitizenAtHome citizen)
    {
        var closedAt = (await citizen.Grain.WhoHolds(0)).ClosedAt!.Value;
        var key = RegisterKey.Of(new ClosedConversation(citizen.Key, Some.Queue, "", closedAt));
        return (await cluster.Grains.GetGrain<IRegisterGrain>(key).All(Caller.System(Some.Agency))).Value!.Items;
    }
}
#endif
