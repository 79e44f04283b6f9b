using Muster.Silo.Storage.OfOrleans;
using Muster.Silo.Storage.Postgres;
using Orleans.Configuration;
using Orleans.Storage;

namespace Muster.Silo.Storage.AdoNet;

/// <summary>Orleans' AdoNet provider over the connections of a <see cref="PostgresDatabase"/>.</summary>
internal static class AdoNetStates
{
    /// <summary>The provider itself; grains see it through an envelope and under another name.</summary>
    public const string ProviderName = "muster-states";

    public static void AddAdoNetStates(this IServiceCollection services) =>
        services.AddAdoNetGrainStorage(ProviderName, options => options.Configure<PostgresDatabase>(Configure));

    public static PostgresGrainStates Of(IServiceProvider provider) =>
        new(provider.GetRequiredKeyedService<IGrainStorage>(ProviderName), provider.GetRequiredService<PostgresDatabase>());

    private static void Configure(AdoNetGrainStorageOptions options, PostgresDatabase database)
    {
        options.Invariant = "Npgsql";
        options.DataSource = database.Source;
        options.GrainStorageSerializer = new StoredBytesSerializer();
    }
}
