using Muster.Agencies;
using Muster.Identity;
using Muster.Silo.Configuration;
using Muster.Silo.Identity;
using Muster.Silo.Starting;
using Muster.WebFront;
using Muster.WebFront.Security;

namespace Muster.Silo;

/// <summary>What a node brings besides the engine, the storage and the front.</summary>
internal static class NodeComposition
{
    public static SiloSettings ReadSettings(this WebApplicationBuilder builder, string[] arguments)
    {
        builder.Configuration.AddInMemoryCollection(CommandLine.Parse(arguments));
        builder.WebHost.UseUrls(builder.Configuration["urls"] ?? SiloSettings.DefaultUrls);
        var settings = builder.Configuration.GetSection("Muster").Get<SiloSettings>() ?? new SiloSettings();
        StopSettings.Check(settings.DrainOver, settings.StopPatience);
        return settings;
    }

    public static void AddNode(this IServiceCollection services, SiloSettings settings, DataDirectory data)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.StopPatience);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(data);
        services.AddSingleton(provider => new AgencyFiles(data.Agencies, provider.GetRequiredService<ILogger<AgencyFiles>>()));
        services.AddSingleton<IAgencySettingsSource>(provider => provider.GetRequiredService<AgencyFiles>());
        services.AddSingleton<IRandomness, SystemRandomness>();
        services.AddSingleton<IPasswords, IdentityPasswords>();
        services.AddSingleton<IFrontKeys, FrontKeys>();
        services.AddMusterGrains();
        services.AddSingleton(new DrainSettings(settings.DrainOver));
        services.AddWebFront();
        services.AddSingleton<FirstStart>();
        services.AddSingleton<NewAccounts>();
        services.AddHostedService<Wakers>();
    }
}
