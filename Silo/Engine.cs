#if ENGINE_ORLEANS
using System.Net;
using System.Net.Sockets;
#endif

namespace Muster.Silo;

/// <summary>Who runs the grains. The only file that knows which engine it was built with.</summary>
internal static class Engine
{
#if ENGINE_ORLEANS
    public const string Name = "Orleans";
#else
    public const string Name = "Embedded";
#endif

    /// <exception cref="WrongSettingsException">This build cannot run that profile.</exception>
    public static void UseEngine(this WebApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.Profile != SiloSettings.Development)
            throw new WrongSettingsException("settings", [new("profile", $"this build ({Name} engine) runs on one machine, as {SiloSettings.Development}, not as '{settings.Profile}'")]);

        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0));
    }

#if ENGINE_ORLEANS
    /// <summary>No port is fixed, so several may run beside each other.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
#else
    private static int FreePort() => 0;
#endif
}
