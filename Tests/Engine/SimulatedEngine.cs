#if ENGINE_EMBEDDED
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Engine;

/// <summary>One virtual silo and one virtual client.</summary>
public sealed class SimulatedEngine(ulong seed, IFaultPlan faults) : IEngineUnderTest
{
    private SimulatedCluster _cluster = null!;
    private SimulatedClient _client = null!;

    public IGrainFactory Grains => _client.Grains;

    public Task<IEngineUnderTest> Start(Action<ISiloBuilder> configure, TimeSpan responseTimeout)
    {
        _cluster = new(seed, (silo, _) => configure(silo), new() { Silos = 1, Faults = faults });
        _client = _cluster.Client("test", responseTimeout);
        return Task.FromResult<IEngineUnderTest>(this);
    }

    public Task Run(Func<Task> body)
    {
        _cluster.RunUntil(_client.Run(body), TimeSpan.FromMinutes(5));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _cluster.Dispose();
        return ValueTask.CompletedTask;
    }
}
#endif
