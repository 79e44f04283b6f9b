#if ENGINE_EMBEDDED
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Engine;

/// <summary>The same rules in virtual time.</summary>
#pragma warning disable CA1001 // Each test disposes of the engine it started.
public sealed class Rules_simulated : EngineRules
#pragma warning restore CA1001
{
    private readonly SimulatedEngine _engine = new(seed: 1, new NoFaults());

    protected override Task<IEngineUnderTest> Start(Action<ISiloBuilder> configure, TimeSpan responseTimeout) => _engine.Start(configure, responseTimeout);
}
#endif
