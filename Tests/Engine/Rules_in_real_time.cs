using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Muster.Tests.Engine.Puppets;

namespace Muster.Tests.Engine;

/// <summary>The rules on the engine this build was made for.</summary>
public sealed class Rules_in_real_time : EngineRules
{
    [Fact]
    public async Task An_observer_nobody_else_holds_is_gone()
    {
        await using var engine = await Start(silo => silo.Services.AddSingleton(Stage), TimeSpan.FromSeconds(30));
        var speaker = engine.Grains.GetGrain<ISpeakerGrain>("speaker");
        var kept = new Listener(Stage);
        await speaker.Subscribe(Forgotten(engine.Grains));
        await speaker.Subscribe(engine.Grains.CreateObjectReference<IListener>(kept));

        GC.Collect();
        GC.WaitForPendingFinalizers();
        await speaker.Tell("one", "two");
        await Task.WhenAll(Stage.Moment("one"), Stage.Moment("two"));

        Assert.Equal(["one", "two"], Stage.Log.Order());
        GC.KeepAlive(kept);
    }

    protected override async Task<IEngineUnderTest> Start(Action<ISiloBuilder> configure, TimeSpan responseTimeout) =>
        await RealTimeEngine.Start(configure, responseTimeout);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private IListener Forgotten(IGrainFactory grains) => grains.CreateObjectReference<IListener>(new Listener(Stage));
}
