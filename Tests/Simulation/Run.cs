using Muster.Tests.Simulation.Checking;
using Muster.Tests.Simulation.Clients;
using Muster.Tests.Simulation.Planted;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation;

/// <summary>One scenario from the first arrival until everything has come to rest, and what the checks say of it.</summary>
public static class Run
{
    /// <summary>Longer than a watch's minute and a sweep of everything, so that whatever got lost has been found.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(80);

    /// <summary>After the storm: the longest time-out and detection, then each conversation in turn.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    public static RunReport Of(Scenario scenario, PlantedBug? planted = null, Action<string>? trace = null) =>
        Of(scenario, Play, planted, trace);

    /// <param name="play">What happens, until it has come to rest.</param>
    public static RunReport Of(Scenario scenario, Action<World> play, PlantedBug? planted = null, Action<string>? trace = null)
    {
        using var world = new World(scenario, planted, trace);
        try
        {
            play(world);
            world.ReadDisk();
        }
        catch (SimulationException stuck)
        {
            world.History.Surprises.Add(stuck.Message);
        }

        return new RunReport(scenario, world.History, world.Tally, world.Faults, Checks.Of(world.History), world.Cluster.Trace, world.Cluster.Steps, world.Cluster.Now);
    }

    private static void Play(World world)
    {
        var scenario = world.Scenario;
        world.MakeAccounts();
        foreach (var (index, member) in world.Staff.Index())
            world.People(index).Run(new Agent(world, member, index).Live).Ignore();
        for (var number = 1; number <= scenario.Citizens; number++)
            world.People(number).Run(new Citizen(world, number).Live).Ignore();
        if (world.Supervisor is { } supervisor)
            world.People(0).Run(new Supervisor(world, supervisor).Live).Ignore();
        if (scenario.IsRestless)
            CrashFronts(world);
        if (scenario.Weather == Weather.Calm)
            world.People(0).Run(() => WatchSweeper(world)).Ignore();

        world.BeginStorm();
        world.Cluster.RunFor(scenario.Storm);
        world.EndStorm();

        // Whatever has to be started again has been started; now the line gets shorter until nobody is left.
        var capacity = scenario.Accounts.Sum(account => account.Capacity);
        ComeToRest(world, scenario.Arrivals + Recovery + (TimeSpan.FromSeconds(20) * (1 + (scenario.Citizens / capacity))));
        world.History.LosesCalls = scenario.Weather is not (Weather.Calm or Weather.Crashes);
        world.History.IsCalm = scenario.Weather == Weather.Calm;
    }

    /// <summary>Until every conversation is closed, or for so long at most; then until whatever got lost has been found.</summary>
    public static void ComeToRest(World world, TimeSpan limit)
    {
        for (var waited = TimeSpan.Zero; waited < limit && !world.IsAllClosed(); waited += Look)
            world.Cluster.RunFor(Look);
        world.History.IsAtRest = world.IsAllClosed();
        world.Cluster.RunFor(Rest);
        world.History.EndedAt = world.Now;
        if (world.History.IsAtRest)
            world.Cluster.RunUntil(world.People(1).Run(() => world.AskSweeper(world.People(1))), Rest);
    }

    /// <summary>Where nothing strikes, it finds nothing at any time.</summary>
    private static async Task WatchSweeper(World world)
    {
        var process = world.People(0);
        while (!world.IsEnding)
        {
            await Task.Delay(Look, process.Time);
            await world.AskSweeper(process);
        }
    }

    private static void CrashFronts(World world)
    {
        var random = new SimulatedRandom(world.Scenario.Seed, "fronts");
        foreach (var front in world.Fronts.Where(_ => random.Next(3) == 0))
        {
            world.Cluster.After(random.Between(TimeSpan.FromSeconds(10), world.Scenario.Storm), () =>
            {
                world.Tally.Add("FrontCrash");
                front.Crash();
            });
        }
    }
}
