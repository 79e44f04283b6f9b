using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;

namespace Orleans.Runtime.Hosting;

/// <summary>Registers a storage provider under its name; the one called <c>Default</c> also without a name.</summary>
public static class StorageProviderExtensions
{
    internal const string DefaultStorage = "Default";

    public static IServiceCollection AddGrainStorage<T>(this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
        where T : IGrainStorage
    {
        collection.AddKeyedSingleton<IGrainStorage>(name, (services, _) => implementationFactory(services, name));
        if (string.Equals(name, DefaultStorage, StringComparison.Ordinal))
        {
            collection.TryAddSingleton(services => services.GetRequiredKeyedService<IGrainStorage>(DefaultStorage));
        }

        return collection;
    }
}
