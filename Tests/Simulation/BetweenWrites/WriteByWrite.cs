using Muster.Agencies;
using Muster.Identity;
using Muster.Tests.Simulation.Planted;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.BetweenWrites;

/// <summary>
/// Plays an operation once without faults and counts its writes; then once for each write and each thing that can happen to it. Everything
/// before the struck write is the same each time, because the seed is.
/// </summary>
/// <param name="operation">What is asked.</param>
/// <param name="shape">On which cluster.</param>
/// <param name="planted">A mistake to be found.</param>
internal sealed class WriteByWrite(Operation operation, Shape shape, PlantedBug? planted = null)
{
    /// <summary>The longest that anything of an operation waits for: what is counted is stored every five seconds.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(8);

    /// <summary>Time-outs, sweeps and whatever they find; as long as a died process excuses an unfair order, too.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(82);

    /// <summary>A process that died is back after three seconds; what got lost with it is found by a sweep ten seconds later.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(13);

    /// <summary>Without faults; its writes are those to strike.</summary>
    public (RunReport Report, IReadOnlyList<string> Writes) Count()
    {
        var writes = 0;
        var report = Play(new WriteStrike(0, FaultKind.None), counted => writes = counted);
        return (report, [.. ((WriteStrike)report.Faults).Writes.Take(writes)]);
    }

    public RunReport Strike(int number, FaultKind kind) => Play(new WriteStrike(number, kind), _ => { });

    private RunReport Play(WriteStrike strike, Action<int> counted) => Run.Of(
        Scenario(strike),
        world =>
        {
            world.MakeAccounts();
            var (cast, people) = (new Cast(world), world.People(0));
            foreach (var agent in operation.IsTaken ? cast.Agents.Append(cast.Robin!) : cast.Agents)
                people.Run(agent.Live).Ignore();
            world.Cluster.RunUntil(people.Run(() => operation.Prepare(cast)), TimeSpan.FromMinutes(1));
            world.Cluster.RunFor(Window);

            world.BeginStorm();
            var performed = people.Run(() => operation.Perform(cast));
            world.Cluster.RunFor(Window);
            counted(strike.Writes.Count);
            world.Cluster.RunFor(Recovery);
            if (!performed.IsCompletedSuccessfully)
                world.History.Surprises.Add($"{operation} was never answered");
            world.EndStorm();

            if (!cast.Second.HasStarted)
                people.Run(() => cast.Second.Start(Cast.FirstQueue)).Ignore();
            Run.ComeToRest(world, Recovery);
            world.History.IsCalm = strike.Struck is null;
            world.History.LongestIdle = LongestIdle;
        },
        planted);

    private Scenario Scenario(WriteStrike strike) => new(shape.Seed, Weather.Crashes, Citizens: 2, shape.Silos)
    {
        Agency = new AgencySettings(World.AgencyId, "Agency", "UTC",
        [
            new QueueSettings(Cast.FirstQueue, "Queue 1") { Assignment = operation.Offers ? AssignmentMode.Offer : AssignmentMode.Direct, OfferSeconds = 10 },
            new QueueSettings(Cast.SecondQueue, "Queue 2"),
        ])
        {
            Limits = operation switch
            {
                { WaitsForReply: { } wait } => new AgencyLimits(NoReplyAlertSeconds: 5, NoReplyReturnSeconds: (int)wait.TotalSeconds),
                { ReturnsAfter: { } after } => new AgencyLimits() { TransferReturnSeconds = (int)after.TotalSeconds },
                _ => new AgencyLimits(),
            },
        },
        Accounts = [Account("Sam", Cast.FirstQueue), Account("Kim", Cast.FirstQueue), Account("Lee", Cast.SecondQueue)],
        Faults = () => strike,
        Arrivals = default,
        Storm = default,
        LongestDetection = TimeSpan.FromSeconds(1),
        LongestRestart = TimeSpan.FromSeconds(3),
        IsRestless = false,
        IsOverseen = operation.IsOverseen || operation.IsTaken,
        Doubling = 0,
    };

    private static NewAccount Account(string name, string queue) => new(name, "a password", $"Real {name}", name, Role.Agent, [queue], Capacity: 1);
}
