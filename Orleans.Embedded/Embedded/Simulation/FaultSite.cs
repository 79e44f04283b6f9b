using Orleans.Runtime;

namespace Orleans.Embedded.Simulation;

/// <summary>Where a fault would strike, for plans that choose. Silo is null at a client.</summary>
public readonly record struct FaultSite(SimulatedSilo? Silo, GrainId Grain, string What);
