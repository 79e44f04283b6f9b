using Muster.Agents;
using Muster.Identity;
using Muster.Metrics;

namespace Muster.Tests.Simulation;

/// <summary>The time an agent is there, while what adds it up dies or moves.</summary>
public sealed class AgentTimeTests
{
    private static readonly TimeSpan There = TimeSpan.FromMinutes(12);

    /// <summary>The minute it was in, and the one before that may not be told yet; and the time in which no process ran.</summary>
    private static readonly TimeSpan MostLost = TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(30);

    public static TheoryData<int> Seconds => [.. Enumerable.Range(0, 14).Select(number => 300 + (number * 5))];

    [Theory]
    [MemberData(nameof(Seconds))]
    public void A_crash_of_everything_loses_no_more_than_two_minutes_and_counts_none_twice(int crashAfter)
    {
        using var world = Office(silos: 1);
        world.Cluster.RunFor(TimeSpan.FromSeconds(crashAfter));

        world.Cluster.Silos[0].CrashAndComeBack();
        world.Cluster.RunFor(There - TimeSpan.FromSeconds(crashAfter));

        Assert.InRange(StaffedTime(world), There - TimeSpan.FromMinutes(1) - MostLost, There);
    }

    [Theory]
    [MemberData(nameof(Seconds))]
    public void An_agent_who_moves_without_a_word_loses_no_more_than_the_minutes_they_moved_in_and_counts_none_twice(int moveAfter)
    {
        using var world = Office(silos: 3);
        world.Cluster.RunFor(TimeSpan.FromSeconds(moveAfter));

        world.Cluster.Move(Self(world).GetGrainId());
        world.Cluster.RunFor(There - TimeSpan.FromSeconds(moveAfter));

        Assert.InRange(StaffedTime(world), There - TimeSpan.FromMinutes(1) - MostLost, There);
    }

    [Fact]
    public void Where_the_figures_move_before_they_are_stored_every_minute_is_told_again()
    {
        using var world = Office(silos: 3);
        var figures = world.People(0).Grains.GetGrain<IMetricsGrain>(Quarter(world));

        for (var moved = TimeSpan.Zero; moved < There; moved += TimeSpan.FromSeconds(62))
        {
            world.Cluster.RunFor(TimeSpan.FromSeconds(62));
            world.Cluster.Move(figures.GetGrainId());
        }

        Assert.InRange(StaffedTime(world), There - TimeSpan.FromMinutes(1), There + TimeSpan.FromMinutes(1));
    }

    /// <summary>One agent who is there from 08:00:00 on, with nothing to do.</summary>
    private static World Office(int silos)
    {
        var world = new World(Scenario.Small(1, Weather.Calm).WithLongLines() with { Silos = silos });
        world.MakeAccounts();
        world.People(0).Run(() => BeThere(world)).Ignore();
        return world;
    }

    private static async Task BeThere(World world)
    {
        var (people, self) = (world.People(0), Self(world));
        var me = Caller.Staff(Role.Agent, World.AgencyId, world.Staff[0].StaffId, world.Staff[0].Queues);
        await self.SetPresence(me, new SetPresence(Presence.Available, null));
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(5), people.Time);
            await people.Run(() => self.Renew(me)).ContinueWith(_ => { }, TaskScheduler.Current);
        }
    }

    private static IAgentGrain Self(World world) => world.People(0).Grains.GetGrain<IAgentGrain>(GrainKey.Of(World.AgencyId, world.Staff[0].StaffId));

    private static string Quarter(World world) => QuarterOfHour.Key(World.AgencyId, world.Staff[0].Queues[0], world.Scenario.StartedAt);

    private static TimeSpan StaffedTime(World world)
    {
        var figure = default(Figure);
        world.Cluster.RunUntil(
            world.People(0).Run(async () => figure = (await world.People(0).Grains.GetGrain<IMetricsGrain>(Quarter(world)).Figures(Caller.System(World.AgencyId))).Value!.Figures.GetValueOrDefault(Counted.Staffed)),
            TimeSpan.FromSeconds(30));
        return TimeSpan.FromMilliseconds(figure?.TotalMilliseconds ?? 0);
    }
}
