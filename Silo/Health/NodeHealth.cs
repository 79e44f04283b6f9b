namespace Muster.Silo.Health;

/// <summary>What has to hold before a node can serve.</summary>
internal static class NodeHealth
{
    public static void AddNodeHealth(this IServiceCollection services) => Engine.AddHealth(services
        .AddSingleton<StartIsComplete>()
        .AddHealth()
        .AddCheck<StartIsComplete>("start")
        .AddCheck<StorageIsReady>("storage")
        .AddCheck<GrainsAnswer>("grains"));
}
