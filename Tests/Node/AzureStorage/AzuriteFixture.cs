#if PROVIDERS_AZURESTORAGE
namespace Muster.Tests.Node.AzureStorage;

/// <summary>One account for all tests, started by the first of them.</summary>
public sealed class AzuriteFixture : IDisposable
{
    public const string Collection = "Azurite";

    private readonly Lazy<AzuriteServer> _server = new(() => new AzuriteServer());

    /// <summary>Skips the test where there is no account to start.</summary>
    public AzuriteServer Server
    {
        get
        {
            Assert.SkipUnless(AzuriteServer.IsInstalled, "NOT TESTED: storage in Azure. Azurite is not installed.");
            return _server.Value;
        }
    }

    public void Dispose()
    {
        if (_server.IsValueCreated) _server.Value.Dispose();
    }
}
#endif
