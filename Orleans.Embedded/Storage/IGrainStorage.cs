using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A storage provider, registered under a name (<see cref="Runtime.Hosting.StorageProviderExtensions"/>).</summary>
public interface IGrainStorage
{
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
