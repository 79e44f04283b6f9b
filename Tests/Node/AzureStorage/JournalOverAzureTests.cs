#if PROVIDERS_AZURESTORAGE
using Muster.Tests.Storage;

namespace Muster.Tests.Node.AzureStorage;

[Collection(AzuriteFixture.Collection)]
public sealed class JournalOverAzureTests(AzuriteFixture azurite) : JournalStoreContract
{
    protected override StorePlace MakePlace() => new AzurePlace(azurite.Server);
}
#endif
