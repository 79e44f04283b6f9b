using Muster.Queues;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A queue says that a conversation is in its line before that is stored.</summary>
public sealed class JoinsWithoutWaiting() : PlantedBug(Weather.Disk)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { Faults = () => new FaultSchedule(scenario.Seed).With(FaultKind.WriteFails, 0.05) };

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (!Is<IQueueGrain>(call, nameof(IQueueGrain.Join)))
        {
            await call.Invoke();
            return;
        }

        var join = (JoinLine)call.Request.GetArgument(0)!;
        ((IQueueGrain)call.Grain).Join(join).Ignore();
        call.Result = join.Since.UtcTicks;
    });
}
