using Orleans.Configuration;
using Orleans.Storage;
using Muster.Silo.Storage.OfOrleans;

namespace Muster.Silo.Storage.AzureStorage;

/// <summary>
/// Orleans' AzureBlobStorage provider over an <see cref="AzureContainer"/>, told every grain by a name that is one of a blob, letter by letter: a
/// dot or another sign of an address would be taken for one.
/// </summary>
internal sealed class AzureGrainStates(IGrainStorage provider, AzureContainer container) : IGrainStorage
{
    /// <summary>The provider itself; grains see it through an envelope and under another name.</summary>
    public const string ProviderName = "muster-states";

    public static void AddProvider(IServiceCollection services) =>
        services.AddAzureBlobGrainStorage(ProviderName, options => options.Configure<AzureContainer>(Configure));

    public static AzureGrainStates Of(IServiceProvider services) =>
        new(services.GetRequiredKeyedService<IGrainStorage>(ProviderName), services.GetRequiredService<AzureContainer>());

    /// <exception cref="StateUnavailableException">The account cannot be read now.</exception>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await provider.ReadStateAsync(stateName, Spelled(grainId), grainState);
        }
        catch (Exception failure) when (AzureFailures.IsOfAccount(failure))
        {
            throw Unavailable($"State {stateName} of {grainId} cannot be read", failure);
        }
    }

    /// <exception cref="InconsistentStateException">Another activation has written it. Nothing was stored.</exception>
    /// <exception cref="StateUnavailableException">The outcome is unknown.</exception>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Written(stateName, grainId, provider.WriteStateAsync(stateName, Spelled(grainId), grainState));

    /// <exception cref="InconsistentStateException">Another activation has written it. Nothing was cleared.</exception>
    /// <exception cref="StateUnavailableException">The outcome is unknown.</exception>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Written(stateName, grainId, provider.ClearStateAsync(stateName, Spelled(grainId), grainState));

    private async Task Written(string stateName, GrainId grainId, Task write)
    {
        try
        {
            await write;
            container.NoteSuccess();
        }
        catch (Exception failure) when (AzureFailures.IsOfAccount(failure))
        {
            container.NoteFailure(failure);
            throw Unavailable($"State {stateName} of {grainId} could not be written", failure);
        }
    }

    private static GrainId Spelled(GrainId grainId) => GrainId.Create(
        grainId.Type,
        IdSpan.Create(Uri.EscapeDataString(grainId.Key.ToString()!).Replace("%2F", "/", StringComparison.Ordinal).Replace(".", "%2E", StringComparison.Ordinal)));

    private static void Configure(AzureBlobStorageOptions options, AzureContainer container)
    {
        options.BlobServiceClient = container.Service;
        options.ContainerName = container.Client.Name;
        options.GrainStorageSerializer = new StoredBytesSerializer();
    }

    private static StateUnavailableException Unavailable(string what, Exception why) => new($"{what}: {AzureFailures.Words(why)}", why);
}
