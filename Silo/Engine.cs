#if PROVIDERS_ADONET
using Muster.Silo.Storage;
using Muster.Silo.Storage.AdoNet;
#endif
#if PROVIDERS_AZURESTORAGE
using Muster.Silo.Storage.AzureStorage;
#endif
#if ENGINE_ORLEANS
using System.Net;
using System.Net.Sockets;
using Muster.WebFront.Hosting.OfOrleans;
using Orleans.Configuration;
#endif

namespace Muster.Silo;

/// <summary>Who runs the grains. The only file that knows which engine it was built with, and with which of its providers.</summary>
internal static class Engine
{
#if ENGINE_ORLEANS
    public const string Name = "Orleans";

    /// <summary>Above this a call's outcome is unknown; a front makes it once more.</summary>
    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(5);
#else
    public const string Name = "Embedded";
#endif

#if PROVIDERS_ADONET
    private const bool HasAdoNet = true;
#else
    private const bool HasAdoNet = false;
#endif

#if PROVIDERS_AZURESTORAGE
    private const bool HasAzureStorage = true;
#else
    private const bool HasAzureStorage = false;
#endif

    /// <exception cref="WrongSettingsException">This build cannot run that profile.</exception>
    public static void Check(SiloSettings settings)
    {
        var missing = settings.Profile switch
        {
            SiloSettings.Postgres when !HasAdoNet => "AdoNet",
            SiloSettings.Azure when !HasAzureStorage => "AzureStorage",
            _ => null,
        };
        if (missing is null) return;

        var why = Name == "Embedded" ? "runs on one machine" : $"was made without Orleans' {missing} packages";
        throw new WrongSettingsException("settings", [new("Muster:Profile", $"this build ({Name} engine) {why}, as {SiloSettings.Development}, not as '{settings.Profile}'")]);
    }

    /// <summary>One machine is a cluster of its own; everything else is told to Orleans by the settings.</summary>
    /// <exception cref="WrongSettingsException">A file of <see cref="SiloSettings.Tls"/> cannot be used.</exception>
    public static void UseEngine(this WebApplicationBuilder builder, SiloSettings settings) => builder.UseOrleans(silo =>
    {
        if (settings.Profile == SiloSettings.Development) silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
        else KeepCluster(silo, settings);
    });

    /// <summary>What only this engine can say of a node.</summary>
    public static void AddHealth(IHealthChecksBuilder checks)
    {
#if ENGINE_ORLEANS
        checks.AddCheck<Health.OfOrleans.ActivationsHere>("activations");
#else
        _ = checks; // one process holds them all
#endif
    }

    /// <summary>What the nodes of a cluster share, in a profile that passed <see cref="Check"/>.</summary>
    public static void AddClusterStorage(this IServiceCollection services, SiloSettings settings, string keyFile)
    {
        switch (settings.Profile)
        {
#if PROVIDERS_ADONET
            case SiloSettings.Postgres:
                services.AddAdoNetStates();
                services.AddPostgresStorage(settings.PostgreSql, keyFile, AdoNetStates.Of, keyVariable: settings.KeyVariable);
                break;
#endif
#if PROVIDERS_AZURESTORAGE
            case SiloSettings.Azure:
                services.AddAzureStorage(settings.AzureStorage, keyFile, keyVariable: settings.KeyVariable);
                break;
#endif
            default:
                throw new NotSupportedException($"This build has nothing that nodes of the profile {settings.Profile} could share ({services.Count}, {keyFile}).");
        }
    }

#if ENGINE_ORLEANS
    /// <summary>
    /// A dead node is out within 5 s: two probes, 2 s apart, that were missed, and the votes. A node under full load answers them all the same;
    /// one that could not is asked again by way of another before anybody votes (Orleans' indirect probes).
    /// </summary>
    private static void KeepCluster(ISiloBuilder silo, SiloSettings settings)
    {
        if (silo.Services.AddClusterTls(settings.Tls, isNode: true)) silo.UseClusterTls();
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.NumMissedProbesLimit = 2;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
            // After all nodes were lost at once, the first one back waits until the others' last word is three of these old.
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
        });
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = CallPatience);
    }

    /// <summary>No port is fixed, so several may run beside each other.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
#else
    private static int FreePort() => 0;

    private static void KeepCluster(ISiloBuilder silo, SiloSettings settings) => throw new InvalidOperationException($"{silo} is of one machine, not of the profile {settings.Profile}.");
#endif
}
