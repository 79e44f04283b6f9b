using Muster.Records;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Closed conversations never get into their register, so what is stored of them is not found again.</summary>
public sealed class ForgetsTheClosed() : PlantedBug(Weather.Calm)
{
    public override void Plant(ISiloBuilder builder, SimulatedSilo silo, World world) => builder.AddIncomingGrainCallFilter(async call =>
    {
        if (Is<IRegisterGrain>(call, nameof(IRegisterGrain.Add)))
            call.Result = null;
        else
            await call.Invoke();
    });
}
