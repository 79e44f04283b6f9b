using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;
using Orleans.Hosting;

#pragma warning disable IDE0130 // Orleans' own place for these extensions.
namespace Microsoft.Extensions.Hosting;

/// <summary>A silo in this host.</summary>
public static class OrleansSiloGenericHostExtensions
{
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        hostAppBuilder.Services.AddSilo(hostAppBuilder.Configuration, configureDelegate);
        return hostAppBuilder;
    }

    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        hostAppBuilder.Services.AddSilo(hostAppBuilder.Configuration, configureDelegate);
        return hostAppBuilder;
    }

    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<ISiloBuilder> configureDelegate) =>
        hostBuilder.UseOrleans((_, silo) => configureDelegate(silo));

    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<HostBuilderContext, ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        return hostBuilder.ConfigureServices((context, services) =>
            services.AddSilo(context.Configuration, silo => configureDelegate(context, silo)));
    }

    private static void AddSilo(this IServiceCollection services, IConfiguration configuration, Action<ISiloBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.ServiceType == typeof(LocalEngine)))
        {
            configure(new SiloBuilder(services, configuration)); // called again to configure more, as Orleans allows
            return;
        }

        services.AddLocalSilo();
        configure(new SiloBuilder(services, configuration));
    }
}
