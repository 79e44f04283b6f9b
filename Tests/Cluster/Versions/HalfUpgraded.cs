#if ENGINE_ORLEANS
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Serialization.Configuration;

namespace Muster.Tests.Cluster.Versions;

/// <summary>
/// Two silos in the middle of an upgrade: one knows the old contracts, one the new ones, both by the same names. Each has the one shop it was
/// built with, so the other's can only be reached over the wire.
/// </summary>
public sealed class HalfUpgraded : IAsyncLifetime
{
    private TestCluster? _cluster;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.Start(silos: 2, (number, silo) =>
    {
        if (number == 0) Speak(silo, "test.old.", typeof(NewShopGrain));
        else Speak(silo, "test.new.", typeof(OldShopGrain));
    });

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    /// <summary>The shop on the new silo, as the old one calls it.</summary>
    internal IOldShop NewShop => _cluster!.Silos.First().Grains.GetGrain<IOldShop>(GrainId.Create("test-new-shop", "shop"));

    /// <summary>The shop on the old silo, as the new one calls it.</summary>
    internal INewShop OldShop => _cluster!.Silos.Last().Grains.GetGrain<INewShop>(GrainId.Create("test-old-shop", "shop"));

    private static void Speak(ISiloBuilder silo, string version, Type othersShop)
    {
        silo.Services.PostConfigure<GrainTypeOptions>(options => options.Classes.Remove(othersShop));
        silo.Services.PostConfigure<TypeManifestOptions>(options =>
        {
            foreach (var (alias, type) in options.WellKnownTypeAliases.Where(one => one.Value.Namespace == typeof(HalfUpgraded).Namespace).ToList())
            {
                options.WellKnownTypeAliases.Remove(alias);
                if (alias.StartsWith(version, StringComparison.Ordinal))
                    options.WellKnownTypeAliases.Add($"test.{alias[version.Length..]}", type);
            }
        });
    }
}
#endif
