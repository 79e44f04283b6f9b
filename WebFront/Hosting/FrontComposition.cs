using Muster.WebFront.Security;

namespace Muster.WebFront.Hosting;

/// <summary>A front that is a process of its own.</summary>
internal static class FrontComposition
{
    /// <exception cref="WrongSettingsException">One is missing or wrong.</exception>
    public static FrontSettings ReadFrontSettings(this WebApplicationBuilder builder, string[] arguments)
    {
        builder.Configuration.AddInMemoryCollection(FrontCommandLine.Parse(arguments));
        SettingsFile.AddTo(builder.Configuration);
        builder.WebHost.UseUrls(builder.Configuration["urls"] ?? FrontSettings.DefaultUrls);
        var settings = SettingsReader.Read<FrontSettings>(builder.Configuration);
        settings.Check();
        return settings;
    }

    public static void AddFront(this IServiceCollection services, FrontSettings settings)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.StopPatience);
        services.AddSingleton<IFrontKeys>(FrontKeyFile.Read(settings.Keys!));
        services.AddSingleton(new DrainSettings(settings.DrainOver));
        services.AddWebFront();
        services.AddSingleton(settings);
        services.AddHealth().AddCheck<ClusterAnswers>("cluster").AddCheck<KeysAreOfCluster>("keys");
    }
}
