namespace Muster.Tests.Simulation;

/// <summary>They take every core there is: alone, after the tests that look at a real clock.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SimulationRuns
{
    public const string Name = "simulation";
}
