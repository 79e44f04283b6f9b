using Azure;
using Azure.Storage.Blobs.Models;
using Muster.Silo.Storage.Encryption;

namespace Muster.Silo.Storage.AzureStorage;

/// <summary>The wrapped data keys of a cluster, as blobs of a container of their own, which a copy of the records leaves out.</summary>
internal sealed class AzureKeyBook(AzureContainer container) : IKeyBook
{
    public string Where => $"the container '{container.Keys.Name}'";

    public Task<IReadOnlyList<(string Name, string Tag)>> List() => Use<IReadOnlyList<(string, string)>>(async () =>
    {
        var names = new List<(string, string)>();
        await foreach (var blob in container.Keys.GetBlobsAsync()) names.Add((blob.Name, Tag(blob.Properties.ETag!.Value)));
        return names;
    });

    public Task<(byte[] Ring, string Tag)?> Read(string name) => Use<(byte[], string)?>(async () =>
    {
        try
        {
            var found = await container.Keys.GetBlobClient(name).DownloadContentAsync();
            return (found.Value.Content.ToArray(), Tag(found.Value.Details.ETag));
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    });

    public Task<string?> Write(string name, byte[] ring, string? expected) => Use(async () =>
    {
        var conditions = expected is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(expected) };
        try
        {
            var written = await container.Keys.GetBlobClient(name).UploadAsync(new BinaryData(ring), new BlobUploadOptions { Conditions = conditions });
            return Tag(written.Value.ETag);
        }
        catch (RequestFailedException other) when (other.Status is 409 or 412)
        {
            return null;
        }
    });

    /// <summary>A listing has it without the marks that an answer has.</summary>
    private static string Tag(ETag tag) => tag.ToString("G").Trim('"');

    private static async Task<T> Use<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception failure) when (AzureFailures.IsOfAccount(failure))
        {
            throw new KeysUnavailableException($"The data keys cannot be used. {AzureFailures.Words(failure)}", failure);
        }
    }
}
