#if PROVIDERS_AZURESTORAGE
namespace Muster.Tests.Node.AzureStorage;

[CollectionDefinition(AzuriteFixture.Collection)]
public sealed class SharedAzurite : ICollectionFixture<AzuriteFixture>;
#endif
