#if PROVIDERS_AZURESTORAGE
using System.Runtime.InteropServices;

namespace Muster.Tests.Node.AzureStorage;

[Collection(AzuriteFixture.Collection)]
public sealed class AzureClusterTests(AzuriteFixture azurite) : ClusterContract
{
    private string _name = "";

    protected override async Task<object> NodeSettings()
    {
        _name = azurite.Server.NewName();
        await File.WriteAllTextAsync(ConnectionFile, azurite.Server.ConnectionString + "\n", TestContext.Current.CancellationToken);
        return new { Muster = new { Profile = "Azure", AzureStorage = new { ConnectionFile, Container = _name, Table = _name } } };
    }

    protected override object FrontSettings() => new
    {
        Muster = new { AzureStorage = new { ConnectionFile, Table = _name } },
        Orleans = new { ClusterId = "muster", ServiceId = "muster", Clustering = new { ProviderType = "AzureTableStorage" } },
    };

    /// <summary>In order: a start after a power cut waits for the votes on those that were lost, and the votes are the engine's in every profile.</summary>
    private protected override void Stop(NodeProcess node) => node.Signal(PosixSignal.SIGTERM);

    private string ConnectionFile => PathOf("connection");
}
#endif
