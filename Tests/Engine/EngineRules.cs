using Microsoft.Extensions.DependencyInjection;
using Muster.Tests.Engine.Puppets;
using Orleans.Configuration;

namespace Muster.Tests.Engine;

/// <summary>
/// The rules our grains rely on. Every subclass runs the same tests on another engine: Orleans and our own must agree, in real time and simulated.
/// </summary>
public abstract partial class EngineRules
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected Stage Stage { get; } = new();

    protected abstract Task<IEngineUnderTest> Start(Action<ISiloBuilder> configure, TimeSpan responseTimeout);

    /// <summary>Runs the test as a client of a fresh engine; a test that hangs fails.</summary>
    private async Task On(Func<IGrainFactory, Task> test, Action<ISiloBuilder>? configure = null, TimeSpan? responseTimeout = null)
    {
        var timeout = responseTimeout ?? TimeSpan.FromSeconds(30);
        await using var engine = await Start(
            silo =>
            {
                silo.Services.AddSingleton(Stage);
                silo.AddMemoryGrainStorage("test");
                silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = timeout);
                configure?.Invoke(silo);
            },
            timeout);
        await engine.Run(() => test(engine.Grains)).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    private static IPuppetGrain Puppet(IGrainFactory grains, string key = "puppet") => grains.GetGrain<IPuppetGrain>(key);
}
