namespace Muster.Tests.Simulation.Planted;

/// <summary>A front goes on showing a conversation to an agent who has handed it over.</summary>
public sealed class ReadsForFormerHolders() : PlantedBug(Weather.Calm)
{
    public override bool GoesOnReading => true;
}
