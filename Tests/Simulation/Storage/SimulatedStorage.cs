using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Records;
using Muster.Silo.Storage;
using Muster.Silo.Storage.Encryption;
using Orleans.Runtime.Hosting;

namespace Muster.Tests.Simulation.Storage;

/// <summary>The product's own storage, over a simulated disk instead of a file.</summary>
public static class SimulatedStorage
{
    /// <summary>What <see cref="StorageRegistration.AddMusterStorage"/> registers, less the file and its threads.</summary>
    /// <param name="services">Of one process.</param>
    /// <param name="session">Its way to the disk.</param>
    /// <param name="random">Seeded; for nonces.</param>
    /// <param name="json">As the product's.</param>
    /// <param name="journal">Another than the disk's own.</param>
    public static IServiceCollection AddSimulatedStorage(
        this IServiceCollection services, DiskSession session, Random random, StorageJson? json = null, IJournalStore? journal = null)
    {
        var keys = new MasterKeys(new Dictionary<uint, byte[]> { [1] = new byte[MasterKeys.KeyLength] });
        services.AddSingleton<IRandomBytes>(new SimulatedRandomBytes(random));
        services.AddSingleton<IKeyBook>(session.Keys);
        services.AddSingleton(provider => new DataKeys(
            session.Keys,
            new MasterKeysHere(keys, null, provider.GetRequiredService<IRandomBytes>(), NullLogger<MasterKeysHere>.Instance),
            null,
            new DataKeySettings(),
            new KeysByTheirIds(random),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Envelope>();
        services.AddSingleton(json ?? new StorageJson(System.Text.Json.JsonSerializerOptions.Web));
        services.AddSingleton(journal ?? session.Journal);
        services.AddSingleton(typeof(IJournal<,>), typeof(Journal<,>));
        return services.AddGrainStorage(StorageRegistration.ProviderName, (provider, _) => new EnvelopedGrainStorage(
            session.States, provider.GetRequiredService<Envelope>(), provider.GetRequiredService<StorageJson>()));
    }
}
