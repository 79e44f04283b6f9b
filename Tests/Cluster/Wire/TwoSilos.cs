#if ENGINE_ORLEANS
using System.Reflection;
using Muster.Agencies;
using Muster.Metrics;
using Muster.Records;

namespace Muster.Tests.Cluster.Wire;

/// <summary>Two silos, and a call that always goes from the one to the other.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    private readonly Tap _tap = new();
    private readonly List<(IAddressable Reference, Ear Ear)> _ears = [];
    private TestCluster? _cluster;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.Start(silos: 2, (_, silo) => _tap.Fit(silo));

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    /// <summary>Calls with filled values, is answered with one, from the silo that does not hold the grain.</summary>
    internal Task<Crossing> Call(MethodInfo method) =>
        Call(method, filled => [.. method.GetParameters().Select(parameter => filled.Of(parameter.ParameterType))], Answered(method.ReturnType));

    /// <summary>The same with these values.</summary>
    internal async Task<Crossing> Call(MethodInfo method, Func<Filled, object?[]> arguments, Type? answered)
    {
        foreach (var (silo, grains) in _cluster!.Silos)
        {
            var filled = new Filled(type => Watcher(type, grains));
            var (sent, answer) = (arguments(filled), answered is null ? null : filled.Of(answered));
            var grain = grains.GetGrain(method.DeclaringType!, KeyOf(method.DeclaringType!));
            var (at, arrived, returned) = await _tap.Call(grain, method, sent, answer);
            if (at != silo) return new Crossing([.. sent, answer], [.. arrived, returned]);
        }

        throw new InvalidOperationException("The grain lives on both silos.");
    }

    /// <summary>Who hears what is told to a reference that has crossed.</summary>
    internal Ear EarOf(IAddressable reference) => _ears.Single(one => one.Reference.GetGrainId() == reference.GetGrainId()).Ear;

    private static Type? Answered(Type returned) => returned.IsGenericType ? returned.GetGenericArguments()[0] : null;

    /// <summary>Grains look at their keys when they wake.</summary>
    private static string KeyOf(Type grain) => grain switch
    {
        _ when grain == typeof(IAgencyGrain) => "demo",
        _ when grain == typeof(IMetricsGrain) => "demo/general/2026-11-22T08:00",
        _ when grain == typeof(IRegisterGrain) => "demo/2026-11-22/0",
        _ => "demo/general",
    };

    private object Watcher(Type type, IGrainFactory grains)
    {
        var ear = DispatchProxy.Create(type, typeof(Ear));
        var reference = typeof(IGrainFactory).GetMethod(nameof(IGrainFactory.CreateObjectReference))!.MakeGenericMethod(type).Invoke(grains, [ear])!;
        _ears.Add(((IAddressable)reference, (Ear)ear));
        return reference;
    }
}
#endif
