using Muster.Queues;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A line is told something else of those who join it than what they are.</summary>
public abstract class JoinsAsAnother(Func<JoinLine, JoinLine> told) : PlantedBug(Weather.Calm)
{
    public override Scenario Adjust(Scenario scenario) => scenario.WithRouting();

    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IQueueGrain>(call, nameof(IQueueGrain.Join)) && call.Request.GetArgument(0) is JoinLine join)
            call.Request.SetArgument(0, told(join));
        await call.Invoke();
    });
}
