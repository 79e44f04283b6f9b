namespace Muster.Silo.Storage;

/// <summary>The storage account that a node keeps everything in, and how patient the node is with it.</summary>
public sealed record AzureStorageSettings : AzureTableSettings
{
    /// <summary>Such as <c>https://account.blob.core.windows.net</c>; together with <see cref="AzureTableSettings.TableService"/>.</summary>
    public Uri? BlobService { get; init; }

    /// <summary>What the container of the wrapped data keys has behind <see cref="Container"/>'s name.</summary>
    public const string OfKeys = "-keys";

    /// <summary>Holds conversations and grain state: 3 to 58 lower-case letters, digits and single hyphens; made when missing.</summary>
    public string Container { get; init; } = "muster";

    /// <summary>How often a node whose writes failed tries by itself: 0.1 to 60 s.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an idle node looks whether the account can still be written: 1 s to 5 min.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(10);
}
