using Azure.Identity;
using Azure.Storage.Blobs;
using Muster.WebFront.Hosting.OfAzure;

namespace Muster.Silo.Storage.AzureStorage;

/// <summary>The container that all nodes of a cluster share, as one node uses it.</summary>
internal sealed class AzureContainer
{
    private const string LastTry = "storage/last-try";

    private readonly StorageHealth _health;
    private readonly ILogger _log;

    private AzureContainer(BlobServiceClient service, string name, TimeProvider clock, ILogger log) =>
        (Service, Client, Keys, _health, _log) =
            (service, service.GetBlobContainerClient(name), service.GetBlobContainerClient(name + AzureStorageSettings.OfKeys), new StorageHealth(clock), log);

    public IStorageHealth Health => _health;

    public BlobServiceClient Service { get; }

    public BlobContainerClient Client { get; }

    /// <summary>Of the wrapped data keys: named after the other, with <see cref="AzureStorageSettings.OfKeys"/> behind it.</summary>
    public BlobContainerClient Keys { get; }

    /// <summary>Finds out whether it can be written, and makes it and the table of nodes where they are missing. It blocks: for a process's start only.</summary>
    /// <exception cref="StorageRefusedException">The account cannot be used: not there, or not ours to write.</exception>
    public static AzureContainer Open(AzureStorageSettings settings, TimeProvider clock, ILogger log)
    {
        var container = new AzureContainer(MakeService(settings), settings.Container, clock, log);
        var tables = AzureTables.Open(settings);
        var place = $"The container '{settings.Container}' at {container.Service.Uri}";
        try
        {
            container.Client.CreateIfNotExists();
            container.Keys.CreateIfNotExists();
            container.Client.GetBlobClient(LastTry).Upload(BinaryData.Empty, overwrite: true);
            place = $"The table '{settings.Table}' at {tables.Uri}";
            tables.CreateTableIfNotExists(settings.Table);
            return container;
        }
        catch (Exception failure) when (AzureFailures.IsOfAccount(failure))
        {
            throw new StorageRefusedException($"{place} cannot be used. {AzureFailures.Words(failure)}", failure);
        }
    }

    /// <summary>Finds out, durably, whether it can be written.</summary>
    public async Task TryWrite(CancellationToken stop)
    {
        try
        {
            await Client.GetBlobClient(LastTry).UploadAsync(BinaryData.Empty, overwrite: true, stop);
            NoteSuccess();
        }
        catch (Exception failure) when (AzureFailures.IsOfAccount(failure) && !stop.IsCancellationRequested)
        {
            NoteFailure(failure);
        }
    }

    public void NoteSuccess()
    {
        if (_health.Wrote()) _log.LogWarning("Storage can be written again");
    }

    public void NoteFailure(Exception failure)
    {
        if (_health.Failed(AzureFailures.Words(failure))) _log.LogError(failure, "Storage cannot be written; it is tried again");
    }

    private static BlobServiceClient MakeService(AzureStorageSettings settings)
    {
        var options = new BlobClientOptions { RetryPolicy = new RetriedReads(), Retry = { NetworkTimeout = settings.CallPatience } };
        return settings.BlobService is { } address && settings.ConnectionString.Length == 0
            ? new BlobServiceClient(address, new DefaultAzureCredential(), options)
            : new BlobServiceClient(settings.ConnectionString, options);
    }
}
