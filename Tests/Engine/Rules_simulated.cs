#if ENGINE_EMBEDDED
namespace Muster.Tests.Engine;

/// <summary>The same rules in virtual time.</summary>
public sealed class Rules_simulated : EngineRules
{
    private readonly SimulatedEngine _engine = new(seed: 1);

    protected override TimeProvider Time => _engine.Time;

    protected override Task<IEngineUnderTest> Start(Action<ISiloBuilder> configure) => _engine.Start(configure);
}
#endif
