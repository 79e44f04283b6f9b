#if ENGINE_EMBEDDED
using Microsoft.Extensions.DependencyInjection;
using Muster.Agencies;
using Muster.Auditing;
using Muster.Identity;
using Muster.Records;
using Muster.Tests.Support;
using Orleans.Embedded.Simulation;
using Orleans.Runtime.Hosting;

namespace Muster.Tests.Agencies;

/// <summary>One silo in virtual time, with a storage that a test can break.</summary>
internal sealed class House : IDisposable
{
    private readonly SimulatedCluster _cluster;
    private readonly SimulatedClient _client;

    public House(AgencySettings settings)
    {
        Settings = new ChangeableSettings { Settings = settings };
        _cluster = new SimulatedCluster(1, (silo, _) => silo.ConfigureServices(Configure), new() { Silos = 1 });
        _client = _cluster.Client("test");
    }

    public ChangeableSettings Settings { get; }

    public BreakableStorage Storage { get; } = new();

    public AuditMemory Audit { get; } = new();

    public TGrain Grain<TGrain>(string key)
        where TGrain : IGrainWithStringKey => _client.Grains.GetGrain<TGrain>(key);

    public T Do<T>(Func<Task<T>> act)
    {
        var result = default(T)!;
        Do(async () => { result = await act(); });
        return result;
    }

    public void Do(Func<Task> act) => _cluster.RunUntil(_client.Run(act), TimeSpan.FromDays(2));

    public void Pass(TimeSpan time) => Do(() => Task.Delay(time, _client.Time));

    /// <summary>Lets a grain go in order; its next call finds a successor.</summary>
    public void Retire(IAddressable grain)
    {
        _cluster.Move(grain.GetGrainId());
        Pass(TimeSpan.FromSeconds(1));
    }

    public DateTimeOffset Now => _cluster.Now;

    public IGrainFactory Grains => _client.Grains;

    public void Dispose() => _cluster.Dispose();

    private void Configure(IServiceCollection services) => services
        .AddSingleton<IAgencySettingsSource>(Settings)
        .AddSingleton<IPasswords, ReversedPasswords>()
        .AddSingleton<IRandomness, CountingRandomness>()
        .AddSingleton<IJournal<AuditLine, AuditHead>>(Audit)
        .AddGrainStorage("muster", (_, _) => Storage);
}
#endif
