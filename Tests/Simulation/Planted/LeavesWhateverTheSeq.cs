using Muster.Queues;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A departure that comes late takes away a conversation that has come back since.</summary>
public sealed class LeavesWhateverTheSeq() : PlantedBug(Weather.Network)
{
    public override Scenario Adjust(Scenario scenario) => scenario.WithLongLines() with
    {
        HandingOver = 0.6,
        Storm = TimeSpan.FromSeconds(180),
        Faults = new LateDepartures(scenario.Seed),
    };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IQueueGrain>(call, nameof(IQueueGrain.Leave)))
            call.Request.SetArgument(0, (LeaveLine)call.Request.GetArgument(0)! with { Seq = int.MaxValue });
        await call.Invoke();
    });

    /// <summary>Departures, and nothing else, take longer than their callers wait.</summary>
    private sealed class LateDepartures(ulong seed) : IFaultPlan
    {
        private readonly SimulatedRandom _random = new(seed, "departures");

        public Fault At(FaultPoint point, in FaultSite site) =>
            point == FaultPoint.Call && site.What == nameof(IQueueGrain.Leave)
                ? new Fault(FaultKind.CallReordered, _random.Between(TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(90)))
                : Fault.None;
    }
}
