#if ENGINE_EMBEDDED
using Muster.Agents;
using Muster.Identity;
using Muster.Metrics;
using Muster.Tests.Support;

namespace Muster.Tests.Agents;

/// <summary>What agents do is in the figures of their queues, once.</summary>
public sealed class WorkReportTests
{
    private static readonly DateTimeOffset Quarter = QuarterOfHour.Of(Some.Moment);

    [Fact]
    public async Task The_time_of_an_agent_is_in_the_figures_of_each_of_their_queues()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, _) = await cluster.Talking();

        await AtWork(cluster, TimeSpan.FromMinutes(4), alex);

        foreach (var queue in (string[])[Some.Queue, Some.OtherQueue])
        {
            var figures = await Figures(cluster, queue);
            AssertMinutes(4, figures[Counted.Staffed]);
            AssertMinutes(4, figures[Counted.Handling]);
            AssertMinutes(4, figures[Counted.Holding]);
        }

    }

    [Fact]
    public async Task Whoever_has_two_conversations_is_at_work_once_and_holds_twice_as_much()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, _) = await cluster.Talking();
        var other = cluster.Citizen("c-2");
        await other.Starts();
        await alex.Holds(other.Key);

        await AtWork(cluster, TimeSpan.FromMinutes(4), alex);

        var figures = await Figures(cluster, Some.Queue);
        AssertMinutes(4, figures[Counted.Handling]);
        Assert.Equal(2 * figures[Counted.Handling].TotalMilliseconds, figures[Counted.Holding].TotalMilliseconds);
    }

    [Fact]
    public async Task Whoever_waits_for_work_is_there_and_not_at_work()
    {
        await using var cluster = await ChatCluster.Start();
        var alex = await cluster.Hire("alex");
        await alex.Is(Presence.Available);

        await AtWork(cluster, TimeSpan.FromMinutes(3), alex);

        var figures = await Figures(cluster, Some.Queue);
        AssertMinutes(3, figures[Counted.Staffed]);
        Assert.False(figures.ContainsKey(Counted.Handling));
    }

    [Fact]
    public async Task An_agent_who_exists_twice_counts_once()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, _) = await cluster.Talking();
        await AtWork(cluster, TimeSpan.FromMinutes(5), alex);
        var told = Enumerable.Range(Quarter.Minute, 5)
            .SelectMany(minute => ((Counted[])[Counted.Staffed, Counted.Handling, Counted.Holding]).Select(what => new Count(GrainKey.Of(Some.Agency, alex.StaffId), minute, what, 60_000)));

        // The other one knows of the same minutes.
        await cluster.Grains.GetGrain<IMetricsGrain>(Key(Some.Queue)).Ensure([.. told]);

        var figures = await Figures(cluster, Some.Queue);
        AssertMinutes(5, figures[Counted.Staffed]);
        AssertMinutes(5, figures[Counted.Handling]);
    }

    [Fact]
    public async Task Rebuilding_the_figures_of_conversations_leaves_the_time_of_agents_alone()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, _) = await cluster.Talking();
        await AtWork(cluster, TimeSpan.FromMinutes(2), alex);

        await cluster.Grains.GetGrain<IMetricsGrain>(Key(Some.Queue)).Rebuild([]);

        var figures = await Figures(cluster, Some.Queue);
        AssertMinutes(2, figures[Counted.Staffed]);
        Assert.False(figures.ContainsKey(Counted.Queued));
    }

    /// <summary>The console is heard of, and enough time passes for the last minute to be told and stored.</summary>
    private static async Task AtWork(ChatCluster cluster, TimeSpan time, params AgentAtWork[] agents)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(10))
        {
            foreach (var agent in agents)
                await agent.Looks();
            await cluster.Pass(TimeSpan.FromSeconds(10), agents);
        }
    }

    /// <summary>The minute in which it began may be a part of one, and the last may not be over.</summary>
    private static void AssertMinutes(int minutes, Figure figure) =>
        Assert.InRange(figure.TotalMilliseconds, (minutes - 1) * 60_000, minutes * 60_000);

    private static async Task<IReadOnlyDictionary<Counted, Figure>> Figures(ChatCluster cluster, string queue) =>
        (await cluster.Grains.GetGrain<IMetricsGrain>(Key(queue)).Figures(Caller.System(Some.Agency))).Value!.Figures;

    private static string Key(string queue) => QuarterOfHour.Key(Some.Agency, queue, Quarter);
}
#endif
