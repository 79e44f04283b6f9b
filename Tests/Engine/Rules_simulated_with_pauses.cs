#if ENGINE_EMBEDDED
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Engine;

/// <summary>The same rules while every third step, call and answer is held up.</summary>
#pragma warning disable CA1001 // Each test disposes of the engine it started.
public sealed class Rules_simulated_with_pauses : EngineRules
#pragma warning restore CA1001
{
    private readonly SimulatedEngine _engine = new(
        seed: 2,
        new FaultSchedule(2)
            .With(FaultKind.StepDelayed, 0.3, TimeSpan.Zero, TimeSpan.FromMilliseconds(5))
            .With(FaultKind.CallDelayed, 0.3, TimeSpan.Zero, TimeSpan.FromMilliseconds(5))
            .With(FaultKind.AnswerDelayed, 0.3, TimeSpan.Zero, TimeSpan.FromMilliseconds(5)));

    protected override Task<IEngineUnderTest> Start(Action<ISiloBuilder> configure, TimeSpan responseTimeout) => _engine.Start(configure, responseTimeout);
}
#endif
