using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Planted;

/// <summary>A mistake built into a silo from outside, which the checks must find.</summary>
public abstract class PlantedBug
{
    public abstract void Plant(ISiloBuilder builder, SimulatedSilo silo, World world);
}
