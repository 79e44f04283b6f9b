#if PROVIDERS_AZURESTORAGE
using Muster.Silo.Storage.AzureStorage;
using Muster.Silo.Storage.Encryption;
using Muster.Tests.Storage;

namespace Muster.Tests.Node.AzureStorage;

[Collection(AzuriteFixture.Collection)]
public sealed class AzureKeyBookTests(AzuriteFixture azurite) : KeyBookContract
{
    protected override IKeyBook MakeBook() => new AzureKeyBook(new AzurePlace(azurite.Server).Container);
}
#endif
