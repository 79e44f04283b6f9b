using Azure;
using Azure.Storage.Blobs.Models;
using Orleans.Storage;

namespace Muster.Silo.Storage.AzureStorage;

/// <summary>The few records that are needed before Orleans' own storage has started. Each is written once.</summary>
internal sealed class AzureMarks(AzureContainer container) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = (IGrainState<StoredBytes>)grainState;
        try
        {
            var found = await container.Client.GetBlobClient(Name(stateName, grainId)).DownloadContentAsync();
            (state.State, state.RecordExists) = (new StoredBytes { Bytes = found.Value.Content.ToArray() }, true);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            (state.State, state.RecordExists) = (new StoredBytes(), false);
        }
    }

    /// <exception cref="InconsistentStateException">It was written before. Nothing was stored.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        try
        {
            await container.Client.GetBlobClient(Name(stateName, grainId)).UploadAsync(new BinaryData(((IGrainState<StoredBytes>)grainState).State!.Bytes), onlyNew);
        }
        catch (RequestFailedException other) when (other.Status is 409 or 412)
        {
            throw new InconsistentStateException($"{Name(stateName, grainId)} was written by another node.", other);
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException("A mark stays.");

    private static string Name(string stateName, GrainId grainId) => $"{grainId}/{stateName}";
}
