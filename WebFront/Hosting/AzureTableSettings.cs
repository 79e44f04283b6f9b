namespace Muster.WebFront.Hosting;

/// <summary>
/// Which storage account in Azure keeps the list of nodes, for fronts and nodes alike: by a connection string, by a file that holds one, or by the
/// address of its service, which is then asked as the identity that Azure gives this machine.
/// </summary>
public record AzureTableSettings
{
    /// <summary>As the portal shows it; holds a secret, so <see cref="ConnectionFile"/> is the better place.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>A file with the connection string and nothing else.</summary>
    public string? ConnectionFile { get; init; }

    /// <summary>Such as <c>https://account.table.core.windows.net</c>, instead of a connection string.</summary>
    public Uri? TableService { get; init; }

    /// <summary>The table of nodes: 3 to 63 letters and digits, a letter first; made when missing.</summary>
    public string Table { get; init; } = "MusterNodes";

    /// <summary>How long one request to the account may take: 1 to 30 s.</summary>
    public TimeSpan CallPatience { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The name under which Orleans is given the account, so that no secret stands in its settings.</summary>
    public const string ServiceKey = "muster-azure";

    /// <summary>What Orleans calls this kind of list.</summary>
    public const string ProviderType = "AzureTableStorage";
}
