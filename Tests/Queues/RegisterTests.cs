#if ENGINE_EMBEDDED
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
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
        var (alex, robin) = await cluster.Talking();

        await alex.Closes(robin.Key);
        await cluster.Pass(TimeSpan.FromSeconds(2), alex);

        Assert.Equal((0, 0), await Board(cluster));
        Assert.Equal(robin.Key, Assert.Single(await Registered(cluster, robin)).Conversation);
    }

    [Fact]
    public async Task What_its_days_register_does_not_take_stays_in_its_queues()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();

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
    public async Task What_got_lost_on_the_way_to_the_figures_is_counted_when_it_is_closed()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();
        var quarter = cluster.Grains.GetGrain<IMetricsGrain>(QuarterOfHour.Key(Some.Agency, Some.Queue, cluster.Clock.GetUtcNow()));

        await quarter.Rebuild([]);
        await alex.Closes(robin.Key);
        await cluster.Pass(TimeSpan.FromSeconds(2), alex);

        var figures = (await quarter.Figures(Caller.System(Some.Agency))).Value!.Figures;
        Assert.Equal([Counted.Queued, Counted.Assigned, Counted.Served], figures.Where(kind => kind.Value.Number == 1).Select(kind => kind.Key).Order());
    }

    [Fact]
    public async Task What_cannot_be_stored_of_the_figures_keeps_a_closed_conversation_in_its_queue()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();

        cluster.States.Refused = "metrics";
        await alex.Closes(robin.Key);
        await cluster.Pass(TimeSpan.FromSeconds(8), alex);
        var meanwhile = await Line(cluster);
        cluster.States.Refused = null;
        await cluster.Pass(TimeSpan.FromSeconds(8), alex);

        Assert.Equal(robin.Key, Assert.Single(meanwhile).Conversation);
        Assert.Empty(await Line(cluster));
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

    private static async Task<(int Waiting, int Held)> Board(ChatCluster cluster)
    {
        var board = (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!;
        return (board.Waiting, board.Held);
    }

    private static async Task<IEnumerable<LineEntry>> Line(ChatCluster cluster)
    {
        var segment = new GrainState<LineSegment>();
        await cluster.States.ReadStateAsync("line-1", cluster.Queue.GetGrainId(), segment);
        return segment.State!.Entries;
    }

    private static async Task<IEnumerable<ClosedConversation>> Registered(ChatCluster cluster, CitizenAtHome citizen)
    {
        var closedAt = (await citizen.Grain.WhoHolds(0)).ClosedAt!.Value;
        var key = RegisterKey.Of(new ClosedConversation(citizen.Key, Some.Queue, "", closedAt));
        return (await cluster.Grains.GetGrain<IRegisterGrain>(key).All(Caller.System(Some.Agency))).Value!.Items;
    }
}
#endif
