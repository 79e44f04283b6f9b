#if ENGINE_EMBEDDED
using Microsoft.Extensions.DependencyInjection;
using Muster.Tests.Engine.Puppets;
using Orleans.Configuration;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Engine.Simulation;

/// <summary>When an idle grain is collected, to the minute, which only virtual time can show.</summary>
public sealed class Simulated_idleness : IDisposable
{
    private readonly Stage _stage = new();
    private readonly SimulatedCluster _cluster;
    private readonly SimulatedClient _client;
    private readonly ITimekeeperGrain _clock;

    public Simulated_idleness()
    {
        _cluster = new(1, (silo, _) =>
        {
            silo.Services.AddSingleton(_stage);
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(10));
        });
        _client = _cluster.Client("caller");
        _clock = _client.Grains.GetGrain<ITimekeeperGrain>("clock");
    }

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void A_grain_is_collected_when_nobody_needed_it_for_so_long()
    {
        Do(_clock.StopTicking);

        _cluster.RunFor(TimeSpan.FromMinutes(9));
        Assert.True(IsActive);

        _cluster.RunFor(TimeSpan.FromMinutes(2));
        Assert.False(IsActive);
        Assert.Equal(["deactivates: ActivationIdle"], _stage.Log);
    }

    [Fact]
    public void A_call_keeps_it()
    {
        Do(_clock.StopTicking);
        _cluster.RunFor(TimeSpan.FromMinutes(9));
        Do(_clock.StopTicking);

        _cluster.RunFor(TimeSpan.FromMinutes(9));

        Assert.True(IsActive);
    }

    [Fact]
    public void Ticks_do_not_keep_it()
    {
        Do(() => _clock.StartTicking(TimeSpan.FromMinutes(1), keepAlive: false));

        _cluster.RunFor(TimeSpan.FromMinutes(11));

        Assert.False(IsActive);
    }

    [Fact]
    public void Ticks_that_are_to_keep_it_do()
    {
        Do(() => _clock.StartTicking(TimeSpan.FromMinutes(1), keepAlive: true));

        _cluster.RunFor(TimeSpan.FromHours(2));

        Assert.True(IsActive);
    }

    [Fact]
    public void A_grain_may_ask_to_stay_longer()
    {
        Do(() => _clock.Stay(TimeSpan.FromHours(1)));

        _cluster.RunFor(TimeSpan.FromMinutes(59));
        Assert.True(IsActive);

        _cluster.RunFor(TimeSpan.FromMinutes(2));
        Assert.False(IsActive);
    }

    private bool IsActive => _cluster.IsActive(_clock.GetGrainId());

    private void Do(Func<Task> call) => _cluster.RunUntil(_client.Run(call), TimeSpan.FromMinutes(1));
}
#endif
