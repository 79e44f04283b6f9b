using Muster.Silo.Storage.Postgres;
#if PROVIDERS_ADONET
using Muster.Silo.Storage;
using Muster.Silo.Storage.AdoNet;
#endif
#if ENGINE_ORLEANS
using System.Net;
using System.Net.Sockets;
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

    /// <exception cref="WrongSettingsException">This build cannot run that profile.</exception>
    public static void Check(SiloSettings settings)
    {
        if (settings.Profile != SiloSettings.Postgres || HasAdoNet) return;

        var why = Name == "Embedded" ? "runs on one machine" : "was made without Orleans' AdoNet packages";
        throw new WrongSettingsException("settings", [new("Muster:Profile", $"this build ({Name} engine) {why}, as {SiloSettings.Development}, not as '{settings.Profile}'")]);
    }

    /// <summary>One machine is a cluster of its own; everything else is told to Orleans by the settings.</summary>
    public static void UseEngine(this WebApplicationBuilder builder, SiloSettings settings) => builder.UseOrleans(silo =>
    {
        if (settings.Profile == SiloSettings.Development) silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
        else KeepCluster(silo.Services);
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

    public static void AddClusterStorage(this IServiceCollection services, PostgresSettings settings, string keyFile)
    {
#if PROVIDERS_ADONET
        services.AddAdoNetStates();
        services.AddPostgresStorage(settings, keyFile, AdoNetStates.Of);
#else
        throw new NotSupportedException("This build has no provider of grain state that a cluster could share.");
#endif
    }

#if ENGINE_ORLEANS
    /// <summary>
    /// A dead node is out within 5 s: two probes, 2 s apart, that were missed, and the votes. A node under full load answers them all the same;
    /// one that could not is asked again by way of another before anybody votes (Orleans' indirect probes).
    /// </summary>
    private static void KeepCluster(IServiceCollection services)
    {
        services.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.NumMissedProbesLimit = 2;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
            // After all nodes were lost at once, the first one back waits until the others' last word is three of these old.
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
        });
        services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = CallPatience);
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

    private static void KeepCluster(IServiceCollection services) => throw new InvalidOperationException($"{services} are of one machine.");
#endif
}
