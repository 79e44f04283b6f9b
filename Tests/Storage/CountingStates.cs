using Muster.Silo.Storage;
using Orleans.Storage;

namespace Muster.Tests.Storage;

/// <summary>Counts what goes to a provider.</summary>
public sealed class CountingStates(IGrainStorage provider) : IGrainStorage
{
    public long BytesWritten { get; private set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => provider.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        BytesWritten += ((IGrainState<StoredBytes>)grainState).State!.Bytes.Length;
        return provider.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => provider.ClearStateAsync(stateName, grainId, grainState);
}
